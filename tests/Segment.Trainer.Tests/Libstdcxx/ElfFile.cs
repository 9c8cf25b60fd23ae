using System.Buffers.Binary;
using System.Text;

namespace Segment.Trainer.Tests.Libstdcxx;

/// <summary>A made-up shared library: nothing but the tables that symbol versions need.</summary>
internal sealed class ElfFile
{
    private const int HeaderSize = 64;
    private const int SectionSize = 64;
    private readonly List<byte> body = [];
    private readonly List<(string Name, int Offset, int Size)> sections = [];

    /// <summary>Writes a library whose symbols ask libstdc++ for versions.</summary>
    public static byte[] Write(params (string Symbol, string Version)[] symbols)
    {
        var elf = new ElfFile();
        string[] versions = [.. symbols.Select(s => s.Version).Concat(["GLIBCXX_3.4.30", "GLIBCXX_3.4.20"]).Distinct()];
        var strings = new StringTable();
        var dynsym = symbols.SelectMany(s => Symbol(strings.Add(s.Symbol))).ToArray();
        var gnuVersion = symbols.SelectMany(s => Bytes((ushort)(Array.IndexOf(versions, s.Version) + 2))).ToArray();
        var needs = Needs(strings, versions);
        elf.Add(".dynstr", strings.ToArray());
        elf.Add(".dynsym", dynsym);
        elf.Add(".gnu.version", gnuVersion);
        elf.Add(".gnu.version_r", needs);
        return elf.Finish();
    }

    private static byte[] Symbol(int name)
    {
        var entry = new byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(entry, (uint)name);
        return entry;
    }

    private static byte[] Needs(StringTable strings, string[] versions)
    {
        // One Verneed record (16 bytes), then a Vernaux record (16 bytes) for each version.
        var table = new byte[16 + (16 * versions.Length)];
        BinaryPrimitives.WriteUInt16LittleEndian(table.AsSpan(0), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(table.AsSpan(2), (ushort)versions.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(4), (uint)strings.Add("libstdc++.so.6"));
        BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(8), 16);
        for (var i = 0; i < versions.Length; i++)
        {
            var entry = table.AsSpan(16 + (16 * i));
            BinaryPrimitives.WriteUInt16LittleEndian(entry[6..], (ushort)(i + 2));
            BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], (uint)strings.Add(versions[i]));
            BinaryPrimitives.WriteUInt32LittleEndian(entry[12..], i + 1 < versions.Length ? 16u : 0u);
        }

        return table;
    }

    private static byte[] Bytes(ushort value) => [(byte)value, (byte)(value >> 8)];

    private void Add(string name, byte[] content)
    {
        sections.Add((name, HeaderSize + body.Count, content.Length));
        body.AddRange(content);
    }

    private byte[] Finish()
    {
        var names = new StringTable();
        var offsets = sections.ConvertAll(s => names.Add(s.Name));
        offsets.Add(names.Add(".shstrtab"));
        Add(".shstrtab", names.ToArray());
        var file = new byte[HeaderSize + body.Count + (SectionSize * sections.Count)];
        ((ReadOnlySpan<byte>)[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]).CopyTo(file);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(0x28), (ulong)(HeaderSize + body.Count));
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(0x3A), SectionSize);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(0x3C), (ushort)sections.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(0x3E), (ushort)(sections.Count - 1));
        body.CopyTo(file, HeaderSize);
        for (var i = 0; i < sections.Count; i++)
        {
            var header = file.AsSpan(HeaderSize + body.Count + (SectionSize * i));
            BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)offsets[i]);
            BinaryPrimitives.WriteUInt64LittleEndian(header[24..], (ulong)sections[i].Offset);
            BinaryPrimitives.WriteUInt64LittleEndian(header[32..], (ulong)sections[i].Size);
        }

        return file;
    }

    private sealed class StringTable
    {
        private readonly List<byte> bytes = [0];

        public int Add(string text)
        {
            var offset = bytes.Count;
            bytes.AddRange(Encoding.ASCII.GetBytes(text + "\0"));
            return offset;
        }

        public byte[] ToArray() => [.. bytes];
    }
}
