using Segment.PackageFormat;
using Segment.Raster.Maps;
using Segment.Raster.Samples;

namespace Segment.Runtime.Assessment;

/// <summary>Compares a map with a reference: polygons or a classified raster, pixel by pixel, or interpreted points.</summary>
public static class MapAssessment
{
    /// <summary>
    /// Compares. Classes are the same where their values are the same; where the names tell otherwise, and every name of the
    /// reference is a class of the map, the names decide, with a notice. Points that were drawn at random give estimates for the
    /// whole map, with intervals.
    /// </summary>
    /// <param name="options">What with what.</param>
    /// <param name="notice">Told each fact that the user should know, one sentence a call.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="SegmentDataException">The map or the reference cannot be read, they do not meet, the reference has
    /// classes that the map does not, or the model was trained on it.</exception>
    public static MapAssessmentResult Run(
        AssessmentOptions options,
        Action<string>? notice = null,
        CancellationToken token = default
    )
    {
        var notes = new List<string>();
        using var map = ClassMap.Open(options.MapPath);
        var arePoints = InterpretedPoints.AreIn(options.ReferencePath, options.Labels.Layer);

        // Points are told anew, by eye; it takes no knowledge of the training to trust them.
        using var trained = TrainingSearch.Find(options, map, arePoints ? _ => { } : Note);
        if (options.Design is { } design && !arePoints)
        {
            throw new SegmentDataException(
                $"--design {design.ToString().ToLowerInvariant()} says how points were drawn, and '{options.ReferencePath}' holds no points. "
                    + "Leave --design out."
            );
        }

        var found = arePoints
            ? PointReference.Compare(options, map, trained, Note, token)
            : PixelReference.Compare(options, map, trained, Note, token);
        return found with { Notes = notes };

        void Note(string sentence)
        {
            notes.Add(sentence);
            notice?.Invoke(sentence);
        }
    }
}
