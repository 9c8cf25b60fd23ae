using System.Text;
using Segment.LibstdcxxRelaxer;

namespace Segment.Trainer.Tests.Libstdcxx;

public sealed class ElfRelaxationTests
{
    private const string Missing = "_ZSt21ios_base_library_initv";

    [Fact]
    public void The_empty_function_is_bound_to_a_harmless_one_that_older_libraries_have()
    {
        var file = ElfFile.Write((Missing, ElfRelaxation.MissingVersion), ("_ZSt4cout", "GLIBCXX_3.4.30"));

        Assert.True(ElfRelaxation.Apply(file));

        var text = Encoding.Latin1.GetString(file);
        Assert.DoesNotContain(Missing, text, StringComparison.Ordinal);
        Assert.Contains("_ZSt13get_terminatev\0", text, StringComparison.Ordinal);
        Assert.Contains("_ZSt4cout\0", text, StringComparison.Ordinal);
        Assert.False(ElfRelaxation.Apply(file), "The library still asks for the missing version.");
    }

    [Fact]
    public void A_library_that_does_not_ask_for_the_version_stays_as_it_is()
    {
        var file = ElfFile.Write(("_ZSt4cout", "GLIBCXX_3.4.30"));
        var before = file.ToArray();

        Assert.False(ElfRelaxation.Apply(file));

        Assert.Equal(before, file);
    }

    [Fact]
    public void A_library_that_needs_more_of_the_version_is_refused()
    {
        var file = ElfFile.Write(("_ZSt9new_thing", ElfRelaxation.MissingVersion));

        var e = Assert.Throws<InvalidDataException>(() => ElfRelaxation.Apply(file));

        Assert.Equal($"'_ZSt9new_thing' needs GLIBCXX_3.4.32 too; only {Missing} can be re-bound.", e.Message);
    }

    [Fact]
    public void What_is_no_library_is_refused() =>
        Assert.Throws<InvalidDataException>(() => ElfRelaxation.Apply(new byte[100]));
}
