using System.Security.Cryptography;
using Segment.PackageFormat;
using Segment.PackageFormat.Json;

namespace Segment.Runtime.Store;

/// <summary>
/// The folder beside a map where its rows lie until all are made, <c>&lt;map&gt;.work</c>: the plan, and a folder for each
/// shard. It is removed when the map stands under its name.
/// </summary>
public sealed class WorkFolder
{
    private const string PlanName = "plan.json";

    private static readonly VersionedJson<StorePlan> Plans = new(StoreJsonContext.Default.StorePlan, ["schemaVersion"]);

    private readonly string planSha256;

    private WorkFolder(string folder, byte[] plan)
    {
        Folder = folder;
        Plan = Plans.ReadSound(plan, $"'{Path.Combine(folder, PlanName)}'", p => p.Problems());
        planSha256 = Convert.ToHexStringLower(SHA256.HashData(plan));
    }

    /// <summary>Gets the folder's path.</summary>
    public string Folder { get; }

    /// <summary>Gets the plan.</summary>
    public StorePlan Plan { get; }

    /// <summary>Gives the path of a map's work folder.</summary>
    /// <param name="mapPath">The map.</param>
    /// <returns>The folder.</returns>
    public static string PathOf(string mapPath) => $"{Path.GetFullPath(mapPath)}.work";

    /// <summary>Finds the work that was begun on a map.</summary>
    /// <param name="mapPath">The map.</param>
    /// <returns>The work; null where none was begun.</returns>
    /// <exception cref="SegmentDataException">Its plan cannot be read.</exception>
    /// <exception cref="SegmentOutputException">The folder cannot be read.</exception>
    public static WorkFolder? Find(string mapPath)
    {
        var folder = PathOf(mapPath);
        var plan = Path.Combine(folder, PlanName);
        return StoreFaults.Guard(
            folder,
            () => File.Exists(plan) ? new WorkFolder(folder, File.ReadAllBytes(plan)) : null
        );
    }

    /// <summary>Begins the work on a map, or goes on with what was begun.</summary>
    /// <param name="mapPath">The map.</param>
    /// <param name="key">What is asked for (<see cref="StorePlan.Key"/>).</param>
    /// <param name="make">Makes the plan where none was begun.</param>
    /// <returns>The work, whose plan agrees with the key.</returns>
    /// <exception cref="SegmentDataException">The work was begun otherwise; the message says what differs and what to do.</exception>
    /// <exception cref="SegmentOutputException">The folder cannot be written to.</exception>
    public static WorkFolder Begin(string mapPath, IReadOnlyDictionary<string, string> key, Func<StorePlan> make)
    {
        if (Find(mapPath) is not { } work)
        {
            Write(mapPath, make() with { Key = key });

            // Another shard may have written its plan first: then that is the plan.
            work = Find(mapPath)!;
        }

        var differences = string.Join(", ", work.Plan.Differences(key));
        return differences.Length == 0
            ? work
            : throw new SegmentDataException(
                $"The unfinished map in '{work.Folder}' was begun otherwise: {differences}. Give the command as it was then "
                    + "to go on, or add --restart to throw that work away and begin anew."
            );
    }

    /// <summary>Opens a shard, and checks the rows that are finished.</summary>
    /// <param name="shard">Its number, from 0.</param>
    /// <returns>The shard.</returns>
    /// <exception cref="SegmentOutputException">The folder cannot be written to, or another process is at work in it.</exception>
    public StoreShard OpenShard(int shard) => StoreShard.Open(ShardFolder(shard), Plan, planSha256, shard);

    /// <summary>Throws the work on a map away, if there is any.</summary>
    /// <param name="mapPath">The map.</param>
    /// <exception cref="SegmentOutputException">The folder cannot be removed.</exception>
    public static void Remove(string mapPath)
    {
        var folder = PathOf(mapPath);
        StoreFaults.Guard(
            folder,
            () =>
            {
                if (Directory.Exists(folder))
                {
                    // The plan goes last: until then a killed removal leaves nothing that could be taken for other work.
                    foreach (var shard in Directory.GetDirectories(folder))
                    {
                        Directory.Delete(shard, recursive: true);
                    }

                    Directory.Delete(folder, recursive: true);
                }
            }
        );
    }

    /// <summary>Throws a shard's rows away.</summary>
    /// <param name="shard">Its number, from 0.</param>
    internal void RemoveShard(int shard) =>
        StoreFaults.Guard(ShardFolder(shard), () => Directory.Delete(ShardFolder(shard), recursive: true));

    /// <summary>Gives the path of a shard's folder.</summary>
    /// <param name="shard">Its number, from 0.</param>
    /// <returns>The folder.</returns>
    internal string ShardFolder(int shard) => Path.Combine(Folder, $"shard-{shard}-of-{Plan.Shards}");

    private static void Write(string mapPath, StorePlan plan) =>
        StoreFaults.Guard(
            PathOf(mapPath),
            () =>
            {
                var folder = Directory.CreateDirectory(PathOf(mapPath)).FullName;
                var temporary = Path.Combine(folder, $"{PlanName}.{Guid.NewGuid():N}");
                using (var stream = new FileStream(temporary, FileMode.CreateNew))
                {
                    stream.Write(Plans.Write(plan));
                    stream.Flush(flushToDisk: true);
                }

                try
                {
                    File.Move(temporary, Path.Combine(folder, PlanName), overwrite: false);
                }
                catch (IOException) when (File.Exists(Path.Combine(folder, PlanName)))
                {
                    File.Delete(temporary);
                }
            }
        );
}
