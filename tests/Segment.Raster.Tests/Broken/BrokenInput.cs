namespace Segment.Raster.Tests.Broken;

/// <summary>A broken file or folder, made by the test.</summary>
/// <param name="Name">What is wrong with it; also its name in the list of tests.</param>
/// <param name="Write">Writes it into a folder and returns its path.</param>
/// <param name="MayRead">Whether it may be read all the same, as far as it goes, such as a file with some bits
/// turned; otherwise it must be refused.</param>
internal sealed record BrokenInput(string Name, Func<TestFolder, string> Write, bool MayRead = false)
{
    /// <summary>Makes a file of a text.</summary>
    public static BrokenInput Text(string file, string text, string what = "") =>
        new(
            $"{file} {what}".Trim(),
            folder =>
            {
                File.WriteAllText(folder[file], text);
                return folder[file];
            }
        );

    /// <summary>Makes a file of bytes.</summary>
    public static BrokenInput Bytes(string name, string file, Func<byte[]> bytes, bool mayRead = false) =>
        new(
            name,
            folder =>
            {
                File.WriteAllBytes(folder[file], bytes());
                return folder[file];
            },
            mayRead
        );

    /// <summary>Cuts a sound file at several places, and turns some of its bytes.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="file">Its name.</param>
    /// <param name="sound">Its bytes.</param>
    /// <param name="cuts">How often it is cut short, from nothing to nearly all.</param>
    /// <param name="turned">How many files with turned bytes there are.</param>
    /// <param name="random">Decides on both.</param>
    public static IEnumerable<BrokenInput> Damaged(
        string name,
        string file,
        Func<byte[]> sound,
        int cuts,
        int turned,
        Random random
    )
    {
        for (var cut = 0; cut < cuts; cut++)
        {
            var share = (cut + random.NextDouble()) / (cuts + 1);
            yield return Bytes($"{name} cut short {cut}", file, () => [.. Half(sound(), share)], mayRead: cut > 0);
        }

        for (var turn = 0; turn < turned; turn++)
        {
            var seed = random.Next();
            yield return Bytes($"{name} with turned bytes {turn}", file, () => Turned(sound(), seed), mayRead: true);
        }
    }

    private static IEnumerable<byte> Half(byte[] bytes, double share) => bytes.Take((int)(bytes.Length * share));

    private static byte[] Turned(byte[] bytes, int seed)
    {
        var random = new Random(seed);

        // Headers lie mostly at the start.
        for (var i = 0; i < 8; i++)
        {
            bytes[random.Next(i % 2 == 0 ? Math.Min(300, bytes.Length) : bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }
}
