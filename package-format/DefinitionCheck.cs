namespace Segment.PackageFormat;

/// <summary>The rules behind <see cref="ModelDefinition.Problems"/>.</summary>
internal static class DefinitionCheck
{
    private const int MaxBands = 1024;
    private const int MaxText = 256;
    private const int MaxWkt = 65_536;
    private const int MaxPyramidSizes = 16;
    private const int MaxPyramidSize = 64;

    public static IEnumerable<string> Problems(ModelDefinition d) =>
        [
            .. Texts(d),
            .. Pyramid(d),
            .. Classes(d),
            .. Bands(d),
            .. Distributions(d),
            .. Geometry(d),
            .. Numbers(d),
            .. Training(d),
        ];

    public static string? NameProblem(string name)
    {
        var good =
            name.Length is > 0 and <= 64
            && char.IsAsciiLetterOrDigit(name[0])
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
        return good
            ? null
            : $"The model name {ShownText.Quote(name)} is not allowed: use 1–64 letters A–Z, digits, '.', '_' and '-', "
                + "beginning with a letter or digit.";
    }

    private static IEnumerable<string> Pyramid(ModelDefinition d)
    {
        if (d.PyramidSizes.Count > MaxPyramidSizes || d.PyramidSizes.Any(size => size is < 1 or > MaxPyramidSize))
        {
            yield return $"The pyramid sizes are [{string.Join(", ", d.PyramidSizes.Take(MaxPyramidSizes))}]; up to {MaxPyramidSizes} numbers 1–{MaxPyramidSize} are allowed.";
        }
    }

    private static IEnumerable<string> Texts(ModelDefinition d)
    {
        if (NameProblem(d.Name) is { } problem)
        {
            yield return problem;
        }

        (string Name, string Text)[] texts =
        [
            ("version", d.Version),
            ("network name", d.ModelType),
            ("backbone name", d.Backbone),
            ("training device", d.Training.Device),
            ("writing program's version", d.Training.SegmentVersion),
        ];
        foreach (var (name, text) in texts.Where(t => !IsLabel(t.Text)))
        {
            yield return $"The {name} is {ShownText.Quote(text)}; 1–{MaxText} characters without control characters are allowed.";
        }

        if (d.CrsWkt.Length > MaxWkt || d.CrsWkt.Any(c => char.IsControl(c) && !char.IsWhiteSpace(c)))
        {
            yield return $"The coordinate reference system has {d.CrsWkt.Length} characters; up to {MaxWkt} without control characters are allowed.";
        }
    }

    private static IEnumerable<string> Classes(ModelDefinition d)
    {
        if (d.Classes.Count is < 2 or > ConfusionMatrix.MaxClasses)
        {
            yield return $"There are {d.Classes.Count} classes; 2–{ConfusionMatrix.MaxClasses} are allowed.";
        }

        foreach (var c in d.Classes.Where(c => c.Value is < 0 or > 65534))
        {
            yield return $"The class value {c.Value} is not allowed; class values are 0–65534.";
        }

        foreach (var c in d.Classes.Where(c => !IsLabel(c.Name)))
        {
            yield return $"The name of class {c.Value} is {ShownText.Quote(c.Name)}; 1–{MaxText} characters without control characters are allowed.";
        }

        foreach (var twins in d.Classes.GroupBy(c => c.Value).Where(g => g.Count() > 1))
        {
            yield return $"{twins.Count()} classes have the value {twins.Key}; each value stands for one class.";
        }

        if (d.IgnoreValue is < 0 or > 65535 || d.Classes.Any(c => c.Value == d.IgnoreValue))
        {
            yield return $"The ignore value is {d.IgnoreValue}; a number 0–65535 that no class has is allowed.";
        }

        var noData = ModelDefinition.MapNoDataFor(d.Classes);
        if (d.MapNoData != noData)
        {
            yield return $"The NoData value of maps is {d.MapNoData}; these class values need {noData}.";
        }
    }

    private static IEnumerable<string> Bands(ModelDefinition d)
    {
        if (d.Bands.Count is < 1 or > MaxBands)
        {
            yield return $"There are {d.Bands.Count} bands; 1–{MaxBands} are allowed.";
        }

        if (d.SourceBandCount is < 1 or > 65535)
        {
            yield return $"The training scene has {d.SourceBandCount} bands; 1–65535 are allowed.";
        }

        foreach (var b in d.Bands.Where(b => b.Index < 0 || b.Index >= d.SourceBandCount))
        {
            yield return $"The band index {b.Index} is outside the training scene's {d.SourceBandCount} bands; indices begin at 0.";
        }

        foreach (var twins in d.Bands.GroupBy(b => b.Index).Where(g => g.Count() > 1))
        {
            yield return $"The band index {twins.Key} stands {twins.Count()} times; each band is read once.";
        }

        foreach (var b in d.Bands.Where(b => !IsLabel(b.Name) || !Enum.IsDefined(b.SourceType)))
        {
            yield return $"Band {b.Index} has the name {ShownText.Quote(b.Name)} and the type {b.SourceType}; a name of 1–{MaxText} characters and a known type are allowed.";
        }

        var (center, scale) = (d.Normalization.Center, d.Normalization.Scale);
        if (center.Count != d.Bands.Count || scale.Count != d.Bands.Count)
        {
            yield return $"The normalisation has {center.Count} centres and {scale.Count} scales for {d.Bands.Count} bands; each band needs one of both.";
        }

        // Single precision is what the graph computes with.
        if (center.Any(v => !float.IsFinite((float)v)) || scale.Any(v => !float.IsNormal((float)v) || v <= 0))
        {
            yield return "The normalisation holds numbers that are not allowed; centres are finite, scales are finite and greater than 0.";
        }
    }

    private static IEnumerable<string> Distributions(ModelDefinition d)
    {
        if (d.Distributions.Count > 0 && d.Distributions.Count != d.Bands.Count)
        {
            yield return $"There are {d.Distributions.Count} distributions of training samples for {d.Bands.Count} bands; each band has one, or none has.";
        }

        foreach (var (index, distribution) in d.Distributions.Index())
        {
            foreach (var problem in distribution.Problems())
            {
                yield return $"The distribution {index} of training samples {problem}.";
            }
        }
    }

    private static IEnumerable<string> Geometry(ModelDefinition d)
    {
        if (d.ChipSize is < 8 or > 4096)
        {
            yield return $"The chip size is {d.ChipSize} px; 8–4096 px are allowed.";
        }

        if (!IsLength(d.CellSizeX) || !IsLength(d.CellSizeY))
        {
            yield return $"The cell size is {d.CellSizeX} × {d.CellSizeY} map units; numbers greater than 0 are allowed.";
        }

        if (d.Stride is < 1 or > 256)
        {
            yield return $"The stride is {d.Stride} px; 1–256 px are allowed.";
        }
        else if (d.Padding is < 0 or > 4096 || d.Padding % d.Stride != 0)
        {
            yield return $"The padding is {d.Padding} px; 0–4096 px in multiples of the stride {d.Stride} are allowed.";
        }

        if (d.ReceptiveFieldRadius is < 0 or > 1_000_000)
        {
            yield return $"The receptive field's radius is {d.ReceptiveFieldRadius} px; 0–1000000 px are allowed.";
        }
    }

    private static IEnumerable<string> Numbers(ModelDefinition d)
    {
        foreach (var problem in Calibration.TemperatureProblems(d.Temperature))
        {
            yield return problem;
        }

        var t = d.Training;
        (string Name, double Value, double Least)[] numbers =
        [
            ("number of training chips", t.Chips, 1),
            ("number of epochs", t.Epochs, 1),
            ("batch size", t.BatchSize, 1),
            ("learning rate", t.LearningRate, 0),
        ];
        foreach (var (name, value, least) in numbers.Where(n => !double.IsFinite(n.Value) || n.Value < n.Least))
        {
            yield return $"The {name} is {value}; {least} or more is allowed.";
        }
    }

    private static IEnumerable<string> Training(ModelDefinition d)
    {
        var t = d.Training;
        if (t.BestEpoch < 1 || t.BestEpoch > t.Epochs)
        {
            yield return $"The best epoch is {t.BestEpoch} of {t.Epochs}; epochs are counted from 1.";
        }

        if (t.LabelledPixels.Count != d.Classes.Count || t.LabelledPixels.Any(n => n < 0))
        {
            yield return $"The training summary has {t.LabelledPixels.Count} pixel counts for {d.Classes.Count} classes; one count of 0 or more for each is allowed.";
        }
    }

    private static bool IsLabel(string text) => text.Length is > 0 and <= MaxText && !text.Any(char.IsControl);

    private static bool IsLength(double value) => double.IsFinite(value) && value > 0;
}
