namespace Segment.PackageFormat.Tests;

public sealed class DefinitionProblemsTests
{
    public static TheoryData<ModelDefinition, string> Unsound
    {
        get
        {
            var d = Samples.Definition;
            return new()
            {
                {
                    d with
                    {
                        Name = "../x",
                    },
                    "The model name '../x' is not allowed: use 1–64 letters A–Z, digits, '.', '_' and '-', beginning with a letter or digit."
                },
                {
                    d with
                    {
                        PyramidSizes = [1, 65],
                    },
                    "The pyramid sizes are [1, 65]; up to 16 numbers 1–64 are allowed."
                },
                {
                    d with
                    {
                        Distributions = [d.Distributions[0]],
                    },
                    "There are 1 distributions of training samples for 2 bands; each band has one, or none has."
                },
                {
                    d with
                    {
                        Distributions = [d.Distributions[0], new(1, 1, [1, 2])],
                    },
                    "The distribution 1 of training samples has 2 quantiles; 9 are needed."
                },
                {
                    d with
                    {
                        Distributions = [d.Distributions[0], new(1, 1, [1, 2, 3, 4, 5, 6, 7, 9, 8])],
                    },
                    "The distribution 1 of training samples holds numbers that are not allowed; all are finite, the standard deviation is 0 or more, the quantiles ascend."
                },
                {
                    d with
                    {
                        Version = "",
                    },
                    "The version is ''; 1–256 characters without control characters are allowed."
                },
                {
                    d with
                    {
                        Backbone = "a\u001b[2J",
                    },
                    "The backbone name is 'a?[2J'; 1–256 characters without control characters are allowed."
                },
                {
                    d with
                    {
                        CrsWkt = new string('x', 70_000),
                    },
                    "The coordinate reference system has 70000 characters; up to 65536 without control characters are allowed."
                },
                {
                    d with
                    {
                        Classes = d.Classes.Take(1).ToList(),
                        Training = d.Training with { LabelledPixels = [1] },
                    },
                    "There are 1 classes; 2–254 are allowed."
                },
                {
                    d with
                    {
                        Classes = [.. d.Classes.Take(2), d.Classes[2] with { Value = 65535 }],
                        MapNoData = 65535,
                    },
                    "The class value 65535 is not allowed; class values are 0–65534."
                },
                {
                    d with
                    {
                        Classes = [.. d.Classes.Take(2), d.Classes[2] with { Name = "" }],
                    },
                    "The name of class 7 is ''; 1–256 characters without control characters are allowed."
                },
                { d with { IgnoreValue = 7 }, "The ignore value is 7; a number 0–65535 that no class has is allowed." },
                { d with { MapNoData = 0 }, "The NoData value of maps is 0; these class values need 255." },
                {
                    d with
                    {
                        Bands = [],
                        Normalization = new([], []),
                        Distributions = [],
                    },
                    "There are 0 bands; 1–1024 are allowed."
                },
                {
                    d with
                    {
                        SourceBandCount = 3,
                    },
                    "The band index 3 is outside the training scene's 3 bands; indices begin at 0."
                },
                {
                    d with
                    {
                        Bands = [d.Bands[0], d.Bands[0]],
                    },
                    "The band index 0 stands 2 times; each band is read once."
                },
                {
                    d with
                    {
                        Bands = [d.Bands[0], d.Bands[1] with { Name = "" }],
                    },
                    "Band 3 has the name '' and the type UInt16; a name of 1–256 characters and a known type are allowed."
                },
                {
                    d with
                    {
                        Normalization = new([1], [1]),
                    },
                    "The normalisation has 1 centres and 1 scales for 2 bands; each band needs one of both."
                },
                {
                    d with
                    {
                        Normalization = new([1, 2], [1, 0]),
                    },
                    "The normalisation holds numbers that are not allowed; centres are finite, scales are finite and greater than 0."
                },
                {
                    d with
                    {
                        Normalization = new([1, 1e39], [1, 1]),
                    },
                    "The normalisation holds numbers that are not allowed; centres are finite, scales are finite and greater than 0."
                },
                { d with { ChipSize = 7 }, "The chip size is 7 px; 8–4096 px are allowed." },
                {
                    d with
                    {
                        CellSizeX = 0,
                    },
                    "The cell size is 0 × 28.5 map units; numbers greater than 0 are allowed."
                },
                { d with { Stride = 0 }, "The stride is 0 px; 1–256 px are allowed." },
                {
                    d with
                    {
                        Padding = 12,
                    },
                    "The padding is 12 px; 0–4096 px in multiples of the stride 8 are allowed."
                },
                {
                    d with
                    {
                        ReceptiveFieldRadius = -1,
                    },
                    "The receptive field's radius is -1 px; 0–1000000 px are allowed."
                },
                {
                    d with
                    {
                        Training = d.Training with { BatchSize = 0 },
                    },
                    "The batch size is 0; 1 or more is allowed."
                },
                {
                    d with
                    {
                        Training = d.Training with { BestEpoch = 4 },
                    },
                    "The best epoch is 4 of 3; epochs are counted from 1."
                },
                {
                    d with
                    {
                        Training = d.Training with { LabelledPixels = [1, 2] },
                    },
                    "The training summary has 2 pixel counts for 3 classes; one count of 0 or more for each is allowed."
                },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Unsound), DisableDiscoveryEnumeration = true)]
    public void A_problem_is_told_in_one_sentence(ModelDefinition definition, string problem) =>
        Assert.Equal([problem], definition.Problems());

    [Fact]
    public void All_problems_are_told_at_once() =>
        Assert.Equal(
            3,
            (Samples.Definition with { ChipSize = 1, Stride = 0, CellSizeY = double.NaN }).Problems().Count()
        );
}
