namespace Segment.Server.Tests;

/// <summary>Where the checkout is that the tests were built from.</summary>
internal static class Checkout
{
    /// <summary>Gets the checkout's root.</summary>
    public static string Root { get; } = Find();

    /// <summary>Gets the package that comes with the checkout.</summary>
    public static string Package => Path.Combine(Root, "models", "olinda-light.dlpk");

    /// <summary>Gets the sample scene.</summary>
    public static string Scene => Path.Combine(Root, "samples", "olinda", "L7_ETMs.tif");

    /// <summary>Gets the program <c>segment</c>.</summary>
    public static string Program =>
        Path.Combine(Root, "artifacts", "bin", "Segment.Cli", "release_linux-x64", "segment");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Segment.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests lie outside a checkout.");
        }

        return folder.FullName;
    }
}
