namespace Segment.Raster.Tests;

/// <summary>Finds the real data that lies beside the checkout; a test that needs it skips where it is absent.</summary>
internal static class SharedData
{
    public static string Find(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine([folder.FullName, "shared", "data", .. parts]);
            if (Path.Exists(path))
            {
                return path;
            }
        }

        Assert.Skip($"shared/data/{string.Join('/', parts)} does not lie beside the checkout.");
        return string.Empty;
    }
}
