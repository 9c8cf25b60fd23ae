using Segment.Server.Processes;

namespace Segment.Server.Jobs;

/// <summary>The files of one job.</summary>
/// <param name="folder">The job's folder.</param>
internal sealed class JobFiles(string folder)
{
    /// <summary>Gets where a scene lies that was sent or fetched.</summary>
    public string Scene => Path.Combine(folder, "scene.tif");

    /// <summary>Gets the package that the job began with: it goes on with the same, whatever is switched meanwhile.</summary>
    public string Package => Path.Combine(folder, "package.dlpk");

    /// <summary>Gets the map.</summary>
    public string Map => Of(OutputCatalog.Map);

    /// <summary>Makes the folder.</summary>
    public void Create() => Directory.CreateDirectory(folder);

    /// <summary>Gets where an output lies.</summary>
    /// <param name="output">An output that is a file.</param>
    /// <returns>The path.</returns>
    public string Of(OutputKind output) => Path.Combine(folder, output.File!);

    /// <summary>Copies a file into the job's folder: whole, or not at all.</summary>
    /// <param name="from">The file.</param>
    /// <param name="to">Its place in the folder.</param>
    public static void Take(string from, string to)
    {
        var partial = to + ".partial";
        File.Copy(from, partial, overwrite: true);
        File.Move(partial, to, overwrite: true);
    }

    /// <summary>Removes what a finished job no longer needs; a scene that was sent stays, to be looked at under the map.</summary>
    public void Tidy() => File.Delete(Package);
}
