namespace Segment.Networks.Tests;

/// <summary>Text kept in tests/golden; UPDATE_GOLDEN=1 rewrites it.</summary>
internal static class GoldenFile
{
    public static void Equal(string name, string text)
    {
        var path = Path.Combine(Folder(), name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.True(
            File.Exists(path),
            $"tests/golden/{name} is missing. Run the tests with UPDATE_GOLDEN=1 to write it."
        );
        Assert.Equal(File.ReadAllText(path), text);
    }

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Segment.sln")))
            {
                return Path.Combine(folder.FullName, "tests", "golden");
            }
        }

        throw new DirectoryNotFoundException("The tests do not run inside the source tree.");
    }
}
