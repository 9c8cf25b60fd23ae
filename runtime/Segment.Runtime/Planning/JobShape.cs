using Segment.Runtime.Tiles;

namespace Segment.Runtime.Planning;

/// <summary>How wide a job is: what runs side by side, and how many buffers that takes.</summary>
/// <param name="Lanes">Batches computed side by side.</param>
/// <param name="BatchSize">Tiles in a batch.</param>
/// <param name="Readers">Threads that read the scene.</param>
internal sealed record JobShape(int Lanes, int BatchSize, int Readers)
{
    /// <summary>One reader decodes fast enough for about this many CPU lanes.</summary>
    private const int LanesPerReader = 8;

    private const int CudaReaders = 8;

    /// <summary>The pixels of a batch that keep a GPU busy: four tiles of the usual size.</summary>
    private const int CudaPixels = 4 * 640 * 640;
    private const int CudaBatch = 4;
    private const int LargestCudaBatch = 64;

    /// <summary>Two callers: the samples and answers of one are copied while the other's are computed.</summary>
    private const int CudaLanes = 2;

    /// <summary>Gets the tiles that are computed at the same time.</summary>
    public int Parallel => Lanes * BatchSize;

    /// <summary>Chooses what the options leave open.</summary>
    /// <param name="options">What the user wants.</param>
    /// <param name="cuda">Whether the network runs on CUDA.</param>
    /// <param name="cores">The cores that this process may use.</param>
    /// <param name="side">The side of a tile where that is settled; null where it is chosen later.</param>
    /// <returns>The shape.</returns>
    public static JobShape Choose(ClassifyOptions options, bool cuda, int cores, int? side = null)
    {
        var batch = side is { } pixels
            ? Math.Clamp(CudaPixels / (pixels * pixels), CudaBatch, LargestCudaBatch)
            : CudaBatch;
        var lanes = options.Lanes ?? (cuda ? CudaLanes : cores);
        return new JobShape(
            lanes,
            options.BatchSize ?? (cuda ? batch : 1),
            cuda ? Math.Min(CudaReaders, cores) : 1 + ((lanes - 1) / LanesPerReader)
        );
    }

    /// <summary>Gets the number of batches.</summary>
    /// <param name="plan">The tiles.</param>
    /// <returns>⌈tiles / batch size⌉.</returns>
    public long Batches(TilePlan plan) => (plan.Count + BatchSize - 1) / BatchSize;

    /// <summary>Gets the lanes that have something to do.</summary>
    /// <param name="plan">The tiles.</param>
    /// <returns>No more than there are batches.</returns>
    public int BusyLanes(TilePlan plan) => (int)Math.Min(Lanes, Batches(plan));

    /// <summary>Gets the batches that are held: two beyond those being computed, one that is read, one that waits.</summary>
    /// <param name="plan">The tiles.</param>
    /// <returns>The number of input tensors.</returns>
    public int Slots(TilePlan plan) => (int)Math.Min(Lanes + Math.Max(2, Readers), Batches(plan));

    /// <summary>Gets the rows of tiles that are being put together at the same time.</summary>
    /// <param name="plan">The tiles.</param>
    /// <returns>The number of row buffers.</returns>
    public int RowBands(TilePlan plan) =>
        (int)Math.Min(plan.CoreRows, ((long)Slots(plan) * BatchSize / plan.Columns) + 2 + Readers)
        + (plan.Blends ? 1 : 0);

    /// <summary>Gets the cores whose sums are held at the same time where tiles blend: those above the tiles of a row, and
    /// those of the tiles under way.</summary>
    /// <param name="plan">The tiles.</param>
    /// <returns>The number of cores; 0 where tiles are cut.</returns>
    public long BlendedCores(TilePlan plan) =>
        plan.Blends
            ? Math.Min(
                (long)plan.CoreColumns * plan.CoreRows,
                ((long)Readers * plan.CoreColumns) + (2L * Slots(plan) * BatchSize) + 2
            )
            : 0;
}
