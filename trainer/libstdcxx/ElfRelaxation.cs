using System.Buffers.Binary;
using System.Text;

namespace Segment.LibstdcxxRelaxer;

/// <summary>
/// Lets a shared library that was linked against GCC 13.2's libstdc++ load with an older one.
/// </summary>
/// <remarks>
/// libLibTorchSharp.so asks libstdc++ for version GLIBCXX_3.4.32 because of one symbol,
/// <c>std::ios_base_library_init()</c>, an empty function that only ties a program to a new enough library. The loader
/// of an older distribution (GCC before 13.2: Debian 12, Ubuntu 22.04) refuses the whole file for it. Here the version
/// requirement is pointed at GLIBCXX_3.4.30's, and the symbol is bound to <c>std::get_terminate()</c>, which takes
/// nothing, changes nothing and is in every libstdc++ since GLIBCXX_3.4.20. Layout of the tables:
/// <see href="https://refspecs.linuxfoundation.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html">Linux
/// Standard Base, symbol versioning</see>.
/// </remarks>
internal sealed class ElfRelaxation
{
    /// <summary>The version that older libraries lack.</summary>
    public const string MissingVersion = "GLIBCXX_3.4.32";

    private const string PresentVersion = "GLIBCXX_3.4.30";
    private const string SymbolVersion = "GLIBCXX_3.4.20";
    private const string MissingSymbol = "_ZSt21ios_base_library_initv";
    private const string HarmlessSymbol = "_ZSt13get_terminatev";
    private const int SymbolEntrySize = 24;

    private readonly byte[] file;
    private readonly Dictionary<string, (int Offset, int Size)> sections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Auxiliary, ushort Index, uint Name)> versions = new(
        StringComparer.Ordinal
    );

    private ElfRelaxation(byte[] file)
    {
        this.file = file;
        ReadSections();
        ReadVersions();
    }

    /// <summary>Rewrites a library in memory.</summary>
    /// <param name="file">A 64-bit little-endian ELF shared library; changed in place.</param>
    /// <returns>True where it was changed; false where it does not ask for the missing version.</returns>
    /// <exception cref="InvalidDataException">It asks for the missing version in a way that this cure does not fit.</exception>
    public static bool Apply(byte[] file)
    {
        if (
            file.Length < 64
            || !file.AsSpan(0, 6).SequenceEqual((ReadOnlySpan<byte>)[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1])
        )
        {
            throw new InvalidDataException("Not a 64-bit little-endian ELF file.");
        }

        var elf = new ElfRelaxation(file);
        if (!elf.versions.ContainsKey(MissingVersion))
        {
            return false;
        }

        elf.RebindSymbol();
        elf.LowerVersion();
        return true;
    }

    private void ReadSections()
    {
        var table = (int)U64(0x28);
        var entrySize = U16(0x3A);
        var count = U16(0x3C);
        var names = (int)U64(table + (U16(0x3E) * entrySize) + 24);
        for (var i = 0; i < count; i++)
        {
            var header = table + (i * entrySize);
            sections[Text(names + (int)U32(header))] = ((int)U64(header + 24), (int)U64(header + 32));
        }
    }

    /// <summary>Walks .gnu.version_r: Verneed records, each with a list of Vernaux records.</summary>
    private void ReadVersions()
    {
        if (!sections.TryGetValue(".gnu.version_r", out var section))
        {
            return;
        }

        var strings = Section(".dynstr").Offset;
        for (var need = section.Offset; ; need += (int)U32(need + 12))
        {
            var auxiliary = need + (int)U32(need + 8);
            for (var i = 0; i < U16(need + 2); i++)
            {
                var name = U32(auxiliary + 8);
                versions[Text(strings + (int)name)] = (auxiliary, U16(auxiliary + 6), name);
                auxiliary += (int)U32(auxiliary + 12);
            }

            if (U32(need + 12) == 0)
            {
                return;
            }
        }
    }

    private void LowerVersion()
    {
        var missing = versions[MissingVersion];
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(missing.Auxiliary), Hash(PresentVersion));
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(missing.Auxiliary + 8), Version(PresentVersion).Name);
    }

    private void RebindSymbol()
    {
        var symbols = Section(".dynsym");
        var strings = Section(".dynstr").Offset;
        var versionOfSymbol = Section(".gnu.version").Offset;
        var missing = versions[MissingVersion].Index;
        for (var i = 0; i < symbols.Size / SymbolEntrySize; i++)
        {
            var slot = versionOfSymbol + (2 * i);
            if (U16(slot) != missing)
            {
                continue;
            }

            var name = strings + (int)U32(symbols.Offset + (i * SymbolEntrySize));
            if (Text(name) != MissingSymbol)
            {
                throw new InvalidDataException(
                    $"'{Text(name)}' needs {MissingVersion} too; only {MissingSymbol} can be re-bound."
                );
            }

            // The new name is shorter, so it fits where the old one stands.
            Encoding.ASCII.GetBytes(HarmlessSymbol + "\0").CopyTo(file, name);
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(slot), Version(SymbolVersion).Index);
        }
    }

    private (int Offset, int Size) Section(string name) =>
        sections.TryGetValue(name, out var section)
            ? section
            : throw new InvalidDataException($"The library has no section {name}.");

    private (int Auxiliary, ushort Index, uint Name) Version(string name) =>
        versions.TryGetValue(name, out var version)
            ? version
            : throw new InvalidDataException($"The library does not refer to {name}.");

    /// <summary>The System V ABI's hash of a symbol name.</summary>
    private static uint Hash(string name)
    {
        uint hash = 0;
        foreach (var c in name)
        {
            hash = (hash << 4) + c;
            var high = hash & 0xF0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }

        return hash;
    }

    private string Text(int offset) =>
        Encoding.ASCII.GetString(file, offset, Array.IndexOf(file, (byte)0, offset) - offset);

    private ushort U16(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(offset));

    private uint U32(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(offset));

    private ulong U64(int offset) => BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(offset));
}
