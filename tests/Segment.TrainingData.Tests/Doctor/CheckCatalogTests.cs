using Segment.TrainingData.Doctor;

namespace Segment.TrainingData.Tests.Doctor;

/// <summary>Every check has a case that fires it and one close by that does not; a check without both fails here.</summary>
public sealed class CheckCatalogTests
{
    private static readonly List<CheckCase> Cases =
    [
        .. TilingCases.All,
        .. LabelCases.All,
        .. SceneCases.All,
        .. PackageCases.All,
        .. RunCases.All,
    ];

    public static TheoryData<string> Ids => [.. CheckCatalog.All.Select(c => c.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_check_fires_where_it_must_and_not_where_it_must_not(string id)
    {
        var check = CheckCatalog.All.Single(c => c.Id == id);
        var own = Cases.Where(c => c.Id == id).ToList();

        Assert.True(own.Count > 0, $"Add cases of '{id}' to the files beside this test.");
        Assert.All(own, c => Examine(check, c));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Nothing_is_found_where_all_is_well(string id)
    {
        var check = CheckCatalog.All.Single(c => c.Id == id);
        var sameScenes = Patients.Healthy with { Scenes = [Patients.Healthy.Scenes[0], Patients.Healthy.Scenes[0]] };

        Assert.True(check.AppliesTo(sameScenes), "The healthy patient must have what the check looks at.");
        Assert.Empty(check.Examine(Patients.Healthy));
        Assert.Empty(check.Examine(sameScenes));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_check_does_not_apply_to_nothing(string id) =>
        Assert.False(
            CheckCatalog
                .All.Single(c => c.Id == id)
                .AppliesTo(new Patient { Commands = new RemedyCommands(new DoctorOptions()) })
        );

    [Fact]
    public void Ids_are_kebab_case_and_unlike()
    {
        Assert.All(CheckCatalog.All, c => Assert.Matches("^[a-z]+(-[a-z]+)+$", c.Id));
        Assert.Distinct(CheckCatalog.All.Select(c => c.Id));
    }

    [Fact]
    public void Every_case_is_of_a_check() =>
        Assert.Empty(Cases.Select(c => c.Id).Except(CheckCatalog.All.Select(c => c.Id)));

    private static void Examine(Segment.TrainingData.Doctor.Check check, CheckCase example)
    {
        Assert.True(check.AppliesTo(example.Fires));
        var finding = Assert.Single(check.Examine(example.Fires));
        Assert.Equal((check.Id, example.Severity), (finding.Check, finding.Severity));
        Assert.Contains(example.TextPart, finding.Text, StringComparison.Ordinal);
        Assert.NotEmpty(finding.Numbers);
        Assert.All(finding.Numbers.Values, v => Assert.True(double.IsFinite(v)));
        Assert.DoesNotMatch(@"\.$", finding.Title);
        Assert.True(finding.Remedy.Count(c => c == '`') % 2 == 0, finding.Remedy);
        if (check.AppliesTo(example.Quiet))
        {
            Assert.Empty(check.Examine(example.Quiet));
        }
    }
}
