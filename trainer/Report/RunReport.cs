using System.Text;
using Segment.PackageFormat;
using Segment.Trainer.Packaging;
using Segment.TrainingData.Reviewing;

namespace Segment.Trainer.Report;

/// <summary>What a person looks at in a run folder: the page and its pictures.</summary>
internal static class RunReport
{
    /// <summary>Writes the review, its page and its pictures.</summary>
    /// <param name="run">The run folder.</param>
    /// <param name="model">The model with its review.</param>
    /// <param name="review">The review.</param>
    /// <exception cref="SegmentOutputException">They cannot be written.</exception>
    public static void Write(RunFolder run, ReviewedModel model, ModelReview review)
    {
        WholeFile.Write(run.Review, review.ToJson());
        run.WritePictures(LossGraph.Draw(model.History), ResultsPicture.Draw(review, model.Definition.Classes));
        WholeFile.Write(run.Report, Encoding.UTF8.GetBytes(ReviewPage.Render([model])));
    }
}
