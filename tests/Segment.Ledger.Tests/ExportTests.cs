using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Segment.Ledger.Exports;
using Segment.Ledger.Fields;

namespace Segment.Ledger.Tests;

public sealed class ExportTests : IDisposable
{
    private const string Comment = "=HYPERLINK(\"http://x\",\"click\"), \"quoted\" <script>alert(1)</script>";
    private readonly LedgerFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Csv_quotes_and_disarms_what_a_spreadsheet_would_run()
    {
        var csv = Encoding.UTF8.GetString(Bytes("csv"));
        Assert.StartsWith("\uFEFFRun,Operation,State,", csv, StringComparison.Ordinal);
        var lines = csv.Split("\r\n");
        Assert.Contains(
            "\"'=HYPERLINK(\"\"http://x\"\",\"\"click\"\"), \"\"quoted\"\" <script>alert(1)</script>\"",
            lines[1],
            StringComparison.Ordinal
        );
        Assert.Contains(",'+1 is it?,", lines[0], StringComparison.Ordinal);
        Assert.Contains(",80.30,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",94.00,", lines[1], StringComparison.Ordinal);
        Assert.Contains("Accuracy (%)", lines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    public void No_text_is_a_formula_in_csv(string comment)
    {
        var lines = Encoding.UTF8.GetString(Bytes("csv", comment)).Split("\r\n");
        Assert.Contains($",'{comment},", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Xlsx_holds_numbers_dates_and_texts_with_a_frozen_head_and_filters()
    {
        var book = Bytes("xlsx");
        var sheet = Part(book, "xl/worksheets/sheet1.xml");
        XNamespace x = sheet.Root!.Name.Namespace;
        var head = sheet.Descendants(x + "row").First().Elements().Select(cell => cell.Value).ToList();
        var row = sheet.Descendants(x + "row").ElementAt(1).Elements().ToList();
        XElement Cell(string title) => row[head.IndexOf(title)];
        Assert.Equal("0.803", Cell("Accuracy").Value);
        Assert.NotEqual("str", Cell("Accuracy").Attribute("t")?.Value);
        Assert.Equal(
            372.4 / 86400,
            double.Parse(Cell("Training time").Value, System.Globalization.CultureInfo.InvariantCulture),
            9
        );
        Assert.InRange(
            double.Parse(Cell("Date").Value, System.Globalization.CultureInfo.InvariantCulture),
            40_000,
            90_000
        );
        Assert.Equal("str", Cell("Comments").Attribute("t")?.Value);
        Assert.Equal(Comment, Cell("Comments").Value);
        Assert.Empty(sheet.Descendants(x + "f"));
        Assert.Single(sheet.Descendants(x + "autoFilter"));
        Assert.Equal("frozen", sheet.Descendants(x + "pane").Single().Attribute("state")?.Value);
        Assert.Contains("0.00%", Part(book, "xl/styles.xml").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Xlsx_takes_any_text_and_titles_that_are_alike()
    {
        folder.Ledger.Begin(LedgerFolder.Training());
        folder.Ledger.Ask("accuracy", []);
        var book = Bytes("xlsx", "\u0001\u001b[31m\ud800 end " + new string('x', 40_000));
        Assert.Contains(
            "accuracy (2)",
            Part(book, "xl/worksheets/sheet1.xml").Descendants().Select(cell => cell.Value)
        );
    }

    [Fact]
    public void An_empty_ledger_is_a_table_with_a_head()
    {
        var table = new RunTable(folder.Ledger, RunColumns.All([]), []);
        foreach (var export in RunExports.All.Where(e => e.Name != "html"))
        {
            using var stream = new MemoryStream();
            export.Fill(stream, table);
            Assert.True(stream.Length > 100);
        }
    }

    [Fact]
    public void The_spreadsheet_that_people_keep_by_hand_has_its_columns_here()
    {
        string[] wanted =
        [
            "Run",
            "Batch alias",
            "Operation",
            "Platform",
            "Training data",
            "Geographic domain",
            "Imagery",
            "Imagery year",
            "Bands",
            "Resolution (m)",
            "Chip size (px)",
            "Model type",
            "Backbone",
            "Layers",
            "Epochs (set)",
            "Epochs (actual)",
            "Accuracy",
            "Dice",
            "Date",
            "Training time",
            "Computer alias",
            "Model size",
            "Inferenced?",
            "Inference time",
            "Feasible output?",
            "Comments",
        ];
        Assert.Empty(wanted.Except(RunColumns.All([]).Select(column => column.Title)));
    }

    private byte[] Bytes(string format, string comment = Comment)
    {
        var number = folder.Done(LedgerFolder.Training(), LedgerFolder.Trained("abc"));
        folder.Ledger.Ask("+1 is it?", []);
        var notes = new Dictionary<RunField, string> { [RunFields.Comments] = comment };
        folder.Ledger.Note([number], notes, new Dictionary<Question, string>());
        var runs = folder.Ledger.Runs().Where(run => run.Number == number).ToList();
        using var stream = new MemoryStream();
        RunExports
            .All.First(export => export.Name == format)
            .Fill(stream, new RunTable(folder.Ledger, RunColumns.All(folder.Ledger.Questions()), runs));
        return stream.ToArray();
    }

    private static XDocument Part(byte[] book, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(book));
        using var stream = zip.GetEntry(name)!.Open();
        return XDocument.Load(stream);
    }
}
