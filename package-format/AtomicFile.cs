namespace Segment.PackageFormat;

/// <summary>Writes files so that a file under its final name is always whole.</summary>
public static class AtomicFile
{
    /// <summary>
    /// Writes under a temporary name in the same folder, flushes to the disk and renames. The temporary file is removed
    /// where anything fails, and a file that stood under the name stays as it was.
    /// </summary>
    /// <param name="path">The final name; a file there is replaced.</param>
    /// <param name="write">Writes the content to the stream it is given.</param>
    /// <exception cref="SegmentOutputException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var partial = $"{path}.{Guid.NewGuid():N}.partial";
        try
        {
            using (var stream = new FileStream(partial, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentOutputException(
                $"'{path}' cannot be written: {e.Message} Check that the folder exists, that it may be written to and that the disk has room.",
                e
            );
        }
        finally
        {
            TryDelete(partial);
        }
    }

    // What made the writing fail is the better thing to report than a leftover.
    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }
}
