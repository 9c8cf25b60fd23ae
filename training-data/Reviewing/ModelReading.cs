using Segment.PackageFormat;

namespace Segment.TrainingData.Reviewing;

/// <summary>Reads a finished training: from its run folder, or from the package that it ended in.</summary>
public static class ModelReading
{
    private const string Definitions = "*.emd";

    /// <summary>Tells whether a folder is that of a finished training.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Whether what must be there is there.</returns>
    public static bool IsRun(string folder) => Missing(folder) is null;

    /// <summary>Reads a model.</summary>
    /// <param name="path">A run folder, or a <c>.dlpk</c>.</param>
    /// <param name="named">What the path is called in messages; the path itself where null.</param>
    /// <returns>The model.</returns>
    /// <exception cref="SegmentDataException">It is neither, or not sound.</exception>
    public static ReviewedModel Read(string path, string? named = null)
    {
        named ??= path;
        if (File.Exists(path))
        {
            return Package(path);
        }

        if (Missing(path) is { } missing)
        {
            throw new SegmentDataException(
                $"{named} is no finished training: {missing}. Give the folder that 'segment train' wrote (its --out), or a package (.dlpk)."
            );
        }

        try
        {
            return Run(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentDataException($"{named} cannot be read: {e.Message}", e);
        }
    }

    private static string? Missing(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return "there is no such file or folder";
        }

        string[] names = [TrainingMetrics.FileName, TrainingHistory.FileName];
        var absent = names.Where(n => !File.Exists(Path.Combine(folder, n))).ToList();
        var definitions = Directory.GetFiles(folder, Definitions).Length;
        return absent.Count > 0 ? $"there is no {string.Join(" and no ", absent)}"
            : definitions != 1 ? $"it holds {definitions} definitions (.emd) instead of one"
            : null;
    }

    private static ReviewedModel Package(string path)
    {
        using var package = ModelPackage.Open(path);
        return new ReviewedModel
        {
            Source = path,
            Definition = package.Definition,
            Metrics = package.Metrics,
            History = package.History,
            Review = package.Review,
            PackageBytes = new FileInfo(path).Length,
        };
    }

    private static ReviewedModel Run(string folder)
    {
        var definition = Directory.GetFiles(folder, Definitions)[0];
        var package = new FileInfo(Path.ChangeExtension(definition, ".dlpk"));
        var model = new ReviewedModel
        {
            Source = folder,
            Definition = ModelDefinition.FromJson(File.ReadAllBytes(definition), definition),
            Metrics = Needed(folder, TrainingMetrics.FileName, TrainingMetrics.FromJson),
            History = Needed(folder, TrainingHistory.FileName, TrainingHistory.FromJson),
            Review = Optional(folder, ModelReview.FileName, ModelReview.FromJson),
            Record = Optional(folder, RunRecord.FileName, RunRecord.FromJson),
            PackageBytes = package.Exists ? package.Length : null,
        };
        var problems = TrainingAgreement
            .Problems(model.Definition, model.Metrics, model.History, model.Review)
            .ToList();
        return problems.Count == 0
            ? model
            : throw new SegmentDataException(
                $"The files in {folder} are not of one training. {string.Join(" ", problems)} Train again, or review the package."
            );
    }

    private static T Needed<T>(string folder, string name, Func<ReadOnlyMemory<byte>, string, T> read)
    {
        var file = Path.Combine(folder, name);
        return read(File.ReadAllBytes(file), file);
    }

    private static T? Optional<T>(string folder, string name, Func<ReadOnlyMemory<byte>, string, T> read)
        where T : class => File.Exists(Path.Combine(folder, name)) ? Needed(folder, name, read) : null;
}
