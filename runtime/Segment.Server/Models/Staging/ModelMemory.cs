using System.Collections.Immutable;
using System.Text.Json;
using Segment.PackageFormat;

namespace Segment.Server.Models.Staging;

/// <summary>What a server must know after a restart, in <c>state.json</c>. Safe for any number of threads.</summary>
internal sealed class ModelMemory
{
    private readonly Lock writing = new();
    private readonly string path;
    private ImmutableSortedDictionary<string, RememberedModel> models;

    /// <summary>Reads what an earlier server left.</summary>
    /// <param name="stateFolder">The folder of private state.</param>
    /// <exception cref="SegmentDataException">The file is none of this program's.</exception>
    public ModelMemory(string stateFolder)
    {
        path = Path.Combine(stateFolder, "state.json");
        models = File.Exists(path)
            ? Read()
            : ImmutableSortedDictionary.Create<string, RememberedModel>(StringComparer.Ordinal);
    }

    /// <summary>Gets all models, by name.</summary>
    public IReadOnlyDictionary<string, RememberedModel> Models => Volatile.Read(ref models);

    /// <summary>Gets what is known of a model.</summary>
    /// <param name="name">Its name.</param>
    public RememberedModel this[string name] =>
        Volatile.Read(ref models).GetValueOrDefault(name) ?? new RememberedModel();

    /// <summary>Changes what is known of a model, on the disk first.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="change">Makes the new note of the present one.</param>
    /// <exception cref="SegmentOutputException">The file cannot be written; nothing changes then.</exception>
    public void Update(string name, Func<RememberedModel, RememberedModel> change)
    {
        lock (writing)
        {
            var changed = models.SetItem(name, change(this[name]));
            var file = new RememberedModels(RememberedModels.Newest, changed);
            WholeFile.Write(
                path,
                JsonSerializer.SerializeToUtf8Bytes(file, ModelsJsonContext.Default.RememberedModels)
            );
            Volatile.Write(ref models, changed);
        }
    }

    private ImmutableSortedDictionary<string, RememberedModel> Read()
    {
        try
        {
            var file = JsonSerializer.Deserialize(File.ReadAllBytes(path), ModelsJsonContext.Default.RememberedModels)!;
            return file.SchemaVersion == RememberedModels.Newest
                ? file.Models.ToImmutableSortedDictionary(StringComparer.Ordinal)
                : throw new SegmentDataException(
                    $"{path} has the layout {file.SchemaVersion}; this version reads {RememberedModels.Newest}. Use the version that wrote it, or remove the file: the models folder is then taken as new."
                );
        }
        catch (JsonException e)
        {
            throw new SegmentDataException(
                $"{path} is damaged: {e.Message} Remove it: the models folder is then taken as new.",
                e
            );
        }
    }
}
