using Segment.PackageFormat;

namespace Segment.Runtime.Store;

/// <summary>Turns what the disk refuses into a text for the user.</summary>
internal static class StoreFaults
{
    /// <summary>What a file that another process holds gives on Linux (EWOULDBLOCK).</summary>
    private const int Held = 11;

    /// <summary>Does something with a work folder.</summary>
    /// <typeparam name="T">What it yields.</typeparam>
    /// <param name="folder">The folder.</param>
    /// <param name="work">What to do.</param>
    /// <returns>What it yields.</returns>
    /// <exception cref="SegmentOutputException">The disk refuses.</exception>
    public static T Guard<T>(string folder, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (IOException e) when (e.HResult == Held)
        {
            throw new SegmentOutputException(
                $"Another run is at work in '{folder}'. Wait until it is done, or stop it; then give the same command again.",
                e
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentOutputException(
                $"The work folder '{folder}' cannot be used: {e.Message.TrimEnd('.')}. Check the folder, its permissions and "
                    + "the free space, and give the same command again: it goes on with what was done.",
                e
            );
        }
    }

    /// <summary>Does something with a work folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="work">What to do.</param>
    /// <exception cref="SegmentOutputException">The disk refuses.</exception>
    public static void Guard(string folder, Action work) =>
        Guard(
            folder,
            () =>
            {
                work();
                return true;
            }
        );
}
