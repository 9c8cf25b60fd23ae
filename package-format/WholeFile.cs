namespace Segment.PackageFormat;

/// <summary>Writes a file so that its final name never shows a part of it.</summary>
public static class WholeFile
{
    /// <summary>Writes bytes under a temporary name beside the final one, brings them to the disk, and renames.</summary>
    /// <param name="path">The final path; an earlier file there is replaced.</param>
    /// <param name="bytes">The content.</param>
    /// <exception cref="SegmentOutputException">The folder does not exist or is not writable, or the disk is full.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var copy = bytes.ToArray();
        Write(path, stream => stream.Write(copy));
    }

    /// <summary>Writes a stream under a temporary name beside the final one, brings it to the disk, and renames.</summary>
    /// <param name="path">The final path; an earlier file there is replaced.</param>
    /// <param name="fill">Writes the content; the stream can be sought and read.</param>
    /// <exception cref="SegmentOutputException">The folder does not exist or is not writable, or the disk is full.</exception>
    public static void Write(string path, Action<FileStream> fill)
    {
        var temporary = $"{path}.{Environment.ProcessId}.partial";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite))
            {
                fill(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentOutputException(
                $"{path} cannot be written: {e.Message.TrimEnd('.')}. Check the folder, its permissions and the free space; nothing stands under that name from this attempt.",
                e
            );
        }
        finally
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }
    }
}
