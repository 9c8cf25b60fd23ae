using System.Text;
using Segment.PackageFormat;
using Segment.TrainingData.Reviewing;

namespace Segment.Review.Reviewing;

/// <summary>The model reviewer: reads models and writes their page.</summary>
public static class ModelReviewer
{
    /// <summary>The page's name in its folder.</summary>
    public const string PageName = "review.html";

    private const string Packages = "*.dlpk";

    /// <summary>Reads models.</summary>
    /// <param name="paths">Run folders, packages, or folders that hold several of both.</param>
    /// <param name="notice">Told what is left out.</param>
    /// <returns>The models, in the order given; those of one folder by name.</returns>
    /// <exception cref="SegmentDataException">A path is none of these, or a file is not sound.</exception>
    public static IReadOnlyList<ReviewedModel> Read(IReadOnlyList<string> paths, Action<string> notice) =>
        [
            .. paths
                .SelectMany(p => Expand(p, notice))
                .Distinct(StringComparer.Ordinal)
                .Select(p => ModelReading.Read(p)),
        ];

    /// <summary>Writes the page.</summary>
    /// <param name="models">One or more models.</param>
    /// <param name="folder">Where it goes; made where it is missing.</param>
    /// <returns>The page's path.</returns>
    /// <exception cref="SegmentOutputException">It cannot be written.</exception>
    public static string Write(IReadOnlyList<ReviewedModel> models, string folder)
    {
        var page = Path.Combine(folder, PageName);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentOutputException(
                $"The folder '{folder}' cannot be made: {e.Message.TrimEnd('.')}. Give --out a folder that can be written to.",
                e
            );
        }

        WholeFile.Write(page, Encoding.UTF8.GetBytes(ReviewPage.Render(models)));
        return page;
    }

    /// <summary>A run or a package is itself; any other folder stands for the runs and packages in it.</summary>
    private static string[] Expand(string path, Action<string> notice)
    {
        if (!Directory.Exists(path) || ModelReading.IsRun(path))
        {
            return [path];
        }

        var folders = Directory.GetDirectories(path).Order(StringComparer.Ordinal).ToList();
        string[] found =
        [
            .. folders.Where(ModelReading.IsRun),
            .. Directory.GetFiles(path, Packages).Order(StringComparer.Ordinal),
        ];
        foreach (
            var unfinished in folders.Where(f => Directory.Exists(Path.Combine(f, "state")) && !ModelReading.IsRun(f))
        )
        {
            notice($"{unfinished} is left out: its training has not ended.");
        }

        // Nothing inside: reading the folder itself tells what is missing.
        return found.Length > 0 ? found : [path];
    }
}
