using System.Text;
using System.Text.Json;
using Segment.PackageFormat;

namespace Segment.Raster.Chips;

/// <summary>The folder that an export fills: under a temporary name beside the final one until it is whole.</summary>
internal sealed class ChipTarget : IDisposable
{
    private readonly string final;
    private readonly string partial;

    /// <summary>Checks the final name and makes the temporary folder.</summary>
    /// <param name="folder">The final folder.</param>
    /// <exception cref="SegmentDataException">The folder holds something that must not be replaced.</exception>
    /// <exception cref="SegmentOutputException">The temporary folder cannot be made.</exception>
    public ChipTarget(string folder)
    {
        final = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        CheckReplaceable(final);
        partial = $"{final}.{Environment.ProcessId}.partial";
        Try(() => Directory.CreateDirectory(partial));
    }

    /// <summary>Gets the final folder's full path.</summary>
    public string Folder => final;

    /// <summary>Gets the path of a chip's file while the export runs.</summary>
    /// <param name="folder">A folder that was made, such as <c>images</c> or <c>labels\1</c>.</param>
    /// <param name="name">The file's name.</param>
    /// <returns>The path.</returns>
    public string this[string folder, string name] => Path.Combine(partial, folder.Replace('\\', '/'), name);

    /// <summary>Makes a folder for chips; nothing happens where it is there.</summary>
    /// <param name="folder">Its name in the chips folder.</param>
    public void MakeFolder(string folder) =>
        Try(() => Directory.CreateDirectory(Path.Combine(partial, folder.Replace('\\', '/'))));

    /// <summary>Writes a text file, in UTF-8 without a mark.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">Its content.</param>
    public void WriteText(string name, string text) =>
        Try(() => File.WriteAllText(Path.Combine(partial, name), text, new UTF8Encoding(false)));

    /// <summary>Does something that writes, and says in the user's words where it fails.</summary>
    /// <param name="write">What to do.</param>
    /// <exception cref="SegmentOutputException">It failed.</exception>
    public void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentOutputException(
                $"The chips cannot be written to '{final}': {e.Message.TrimEnd('.')}. Check the folder, its permissions and the free "
                    + "space; nothing stands under that name from this attempt.",
                e
            );
        }
    }

    /// <summary>Gives the folder its final name; an earlier chips folder there goes.</summary>
    /// <exception cref="SegmentOutputException">It cannot be renamed; an earlier folder stays.</exception>
    public void Complete()
    {
        var earlier = $"{final}.{Environment.ProcessId}.earlier.partial";
        Try(() =>
        {
            if (Directory.Exists(final))
            {
                Directory.Move(final, earlier);
            }

            MoveToFinal(earlier);
        });
        if (Directory.Exists(earlier))
        {
            Directory.Delete(earlier, recursive: true);
        }
    }

    /// <summary>Removes what an export that did not complete has left.</summary>
    public void Dispose()
    {
        if (Directory.Exists(partial))
        {
            Directory.Delete(partial, recursive: true);
        }
    }

    private void MoveToFinal(string earlier)
    {
        try
        {
            Directory.Move(partial, final);
        }
        catch (IOException) when (Directory.Exists(earlier))
        {
            Directory.Move(earlier, final);
            throw;
        }
    }

    private static void CheckReplaceable(string folder)
    {
        if (File.Exists(folder))
        {
            throw new SegmentDataException($"'{folder}' is a file; --out names a folder for the chips.");
        }

        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            return;
        }

        var foreign = Directory
            .EnumerateFileSystemEntries(folder)
            .Select(e => Path.GetFileName(e)!)
            .Where(e => !ChipLayout.Everything.Contains(e, StringComparer.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (foreign.Length > 0 || !IsOurs(Path.Combine(folder, ChipLayout.Definition)))
        {
            var found = foreign.Length > 0 ? $"'{foreign[0]}'" : "chips that another program wrote";
            throw new SegmentDataException(
                $"The folder '{folder}' is not empty: it holds {found}. Give another --out folder, or empty this one; "
                    + "only a folder that holds nothing but earlier chips of Segment is replaced."
            );
        }
    }

    private static bool IsOurs(string definition)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(definition));
            return document.RootElement.TryGetProperty(DefinitionTemplate.Own, out _);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return false;
        }
    }
}
