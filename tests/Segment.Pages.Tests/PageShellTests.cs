using System.Text;

namespace Segment.Pages.Tests;

public sealed class PageShellTests
{
    [Fact]
    public void Page_needs_nothing_from_a_network()
    {
        var page = Write("A <b>bold</b> title");
        Assert.DoesNotMatch("""(src|href)\s*=\s*["']?https?:""", page);
        Assert.Contains("A &lt;b&gt;bold&lt;/b&gt; title – Maps compared", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_cannot_end_its_script()
    {
        var page = Write("x", PageData.Of("comparison", new { Title = "</script><script>alert(1)</script>" }));
        Assert.DoesNotContain("alert(1)</script>", page, StringComparison.Ordinal);
        Assert.Contains("\"title\":\"\\u003C/script", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_become_base64_without_escapes()
    {
        var bytes = Enumerable.Range(0, 256).Select(b => (byte)b).ToArray();
        var page = Write("x", PageData.Of("pixels", bytes));
        Assert.Contains($"id=\"pixels\">\"{Convert.ToBase64String(bytes)}\"</script>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Bundle_carries_the_licences_of_its_libraries() =>
        Assert.Contains("OpenLayers Contributors", new PageBundle("compare").Script, StringComparison.Ordinal);

    [Fact]
    public void Unknown_bundle_is_named()
    {
        var error = Assert.Throws<ArgumentException>(() => new PageBundle("nothing"));
        Assert.Contains("web/nothing/main.js", error.Message, StringComparison.Ordinal);
    }

    private static string Write(string title, params PageData[] data)
    {
        using var stream = new MemoryStream();
        AppPage.Write(stream, title, "Maps compared", "compare", data);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
