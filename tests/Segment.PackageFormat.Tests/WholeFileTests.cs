namespace Segment.PackageFormat.Tests;

public sealed class WholeFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_content_replaces_what_stood_there()
    {
        File.WriteAllText(folder["a"], "old, and longer");

        WholeFile.Write(folder["a"], "new"u8);

        Assert.Equal("new", File.ReadAllText(folder["a"]));
        Assert.Equal([folder["a"]], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_failure_halfway_leaves_the_old_file_and_nothing_else()
    {
        File.WriteAllText(folder["a"], "old");

        var e = Assert.Throws<SegmentOutputException>(() =>
            WholeFile.Write(
                folder["a"],
                stream =>
                {
                    stream.WriteByte(1);
                    throw new IOException("No space left on device.");
                }
            )
        );

        Assert.Equal(
            $"{folder["a"]} cannot be written: No space left on device. Check the folder, its permissions and the free space; nothing stands under that name from this attempt.",
            e.Message
        );
        Assert.Equal("old", File.ReadAllText(folder["a"]));
        Assert.Equal([folder["a"]], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_name_that_is_a_folder_is_refused_and_nothing_stays()
    {
        Directory.CreateDirectory(folder["a"]);

        Assert.Throws<SegmentOutputException>(() => WholeFile.Write(folder["a"], "new"u8));

        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_missing_folder_is_refused() =>
        Assert.Throws<SegmentOutputException>(() => WholeFile.Write(Path.Combine(folder["none"], "a"), "new"u8));
}
