using Segment.Runtime.Models;

namespace Segment.Runtime.Tests;

public sealed class ModelsFolderTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Packages_are_listed_sound_or_not()
    {
        TestPackage.BrightestBand(folder["olinda.dlpk"]);
        File.WriteAllText(folder["broken.dlpk"], "not a zip");
        File.WriteAllText(folder["README.md"], "no package");

        var listed = new ModelsFolder([folder["missing"], folder.Path]).List();

        Assert.Equal(["broken", "olinda"], listed.Select(p => p.Name));
        Assert.Null(listed[0].Definition);
        Assert.Contains("broken.dlpk", listed[0].Problem, StringComparison.Ordinal);
        Assert.Equal(
            ("olinda", 3, null),
            (listed[1].Definition!.Name, listed[1].Definition!.Classes.Count, listed[1].Problem)
        );
    }

    [Fact]
    public void A_name_is_found_in_the_first_folder_that_has_it()
    {
        var (first, second) = (folder["first"], folder["second"]);
        Directory.CreateDirectory(first);
        Directory.CreateDirectory(second);
        File.WriteAllText(Path.Combine(first, "a.dlpk"), "");
        File.WriteAllText(Path.Combine(second, "a.dlpk"), "");
        File.WriteAllText(Path.Combine(second, "b.dlpk"), "");
        var models = new ModelsFolder([first, second]);

        Assert.Equal(Path.Combine(first, "a.dlpk"), models.Resolve("a"));
        Assert.Equal(Path.Combine(second, "b.dlpk"), models.Resolve("B"));
        Assert.Equal(Path.Combine(second, "a.dlpk"), models.Resolve(Path.Combine(second, "a.dlpk")));
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_nearest_and_all_names()
    {
        File.WriteAllText(folder["olinda-light.dlpk"], "");
        File.WriteAllText(folder["belize.dlpk"], "");

        var thrown = Assert.Throws<SegmentDataException>(() => new ModelsFolder([folder.Path]).Resolve("olinda-ligth"));

        Assert.Equal(
            "There is no package named 'olinda-ligth'. Did you mean 'olinda-light'? Known: belize, olinda-light. "
                + $"Searched: {folder.Path}.",
            thrown.Message
        );
    }

    [Fact]
    public void Empty_folders_say_where_packages_belong()
    {
        var missing = folder["models"];
        var thrown = Assert.Throws<SegmentDataException>(() => new ModelsFolder([missing]).Resolve("olinda"));

        Assert.Equal(
            $"There is no package named 'olinda': the models folders hold none. Searched: {missing} (no such folder). "
                + "Put a .dlpk file there, or give its path.",
            thrown.Message
        );
    }

    [Fact]
    public void A_path_must_lead_to_a_file()
    {
        var models = new ModelsFolder([folder.Path]);
        var none = folder["none.dlpk"];

        Assert.Equal(
            $"There is no package file {none}. Give the path of a .dlpk file, or the name of a package.",
            Assert.Throws<SegmentDataException>(() => models.Resolve(none)).Message
        );
        Assert.Equal(
            $"{folder.Path} is a folder, not a package. Give the .dlpk file itself.",
            Assert.Throws<SegmentDataException>(() => models.Resolve(folder.Path)).Message
        );
    }
}
