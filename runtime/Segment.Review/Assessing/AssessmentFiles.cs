using System.Text;
using Segment.PackageFormat;
using Segment.Runtime.Assessment;

namespace Segment.Review.Assessing;

/// <summary>Writes an assessment down: a page to read, a table for other programs, and all figures.</summary>
public static class AssessmentFiles
{
    /// <summary>The page's file name.</summary>
    public const string Page = "assessment.html";

    /// <summary>The file name of all figures.</summary>
    public const string Figures = "assessment.json";

    /// <summary>The matrix's file name.</summary>
    public const string Matrix = "confusion_matrix.csv";

    /// <summary>Refuses a place that cannot be written to, before any work is done.</summary>
    /// <param name="folder">The folder; null for none.</param>
    /// <exception cref="SegmentOutputException">It is a file.</exception>
    public static void CheckPlace(string? folder)
    {
        if (File.Exists(folder))
        {
            throw new SegmentOutputException($"'{folder}' is a file. Give a folder with --out.");
        }
    }

    /// <summary>Writes the files.</summary>
    /// <param name="folder">The folder; made where it is missing. Files of these names are replaced.</param>
    /// <param name="result">The assessment.</param>
    /// <returns>The page's path.</returns>
    /// <exception cref="SegmentOutputException">They cannot be written.</exception>
    public static string Write(string folder, MapAssessmentResult result)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentOutputException(
                $"The folder '{folder}' cannot be made: {e.Message.TrimEnd('.')}. Choose another with --out.",
                e
            );
        }

        WholeFile.Write(Path.Combine(folder, Figures), AssessmentJson.Write(result));
        WholeFile.Write(Path.Combine(folder, Matrix), Encoding.UTF8.GetBytes(AssessmentCsv.Write(result)));
        var page = Path.Combine(folder, Page);
        WholeFile.Write(page, Encoding.UTF8.GetBytes(AssessmentPage.Render(result)));
        return page;
    }
}
