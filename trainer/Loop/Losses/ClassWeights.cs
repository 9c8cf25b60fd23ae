namespace Segment.Trainer.Loop.Losses;

/// <summary>
/// Weights that let every class count alike, however few pixels it has: w = n / (k · n_c), with n labelled training
/// pixels, n_c of them of class c, and k classes that have any. A class without pixels has the weight 0.
/// </summary>
/// <remarks>
/// King and Zeng 2001, <see href="https://doi.org/10.1093/oxfordjournals.pan.a004868">Logistic regression in rare events
/// data</see>, section 4. ArcGIS's <c>class_balancing</c> takes n / n_c; the factor k drops out of a weighted mean.
/// </remarks>
internal static class ClassWeights
{
    /// <summary>Computes the weights.</summary>
    /// <param name="pixels">Labelled training pixels of each class.</param>
    /// <returns>One weight a class; over all labelled training pixels they average 1.</returns>
    public static float[] Of(IReadOnlyList<long> pixels)
    {
        var (total, present) = (pixels.Sum(), pixels.Count(n => n > 0));
        return [.. pixels.Select(n => n == 0 ? 0 : (float)(total / ((double)present * n)))];
    }
}
