using System.Text;
using Google.Protobuf;
using Segment.PackageFormat.Onnx;
using Segment.PackageFormat.Tests;
using Segment.Runtime.Tests;

namespace Segment.Server.Tests.Models;

/// <summary>Packages that must not be served, each of another kind.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Write">Writes it.</param>
/// <param name="Reason">What must be told; null where the text differs.</param>
internal sealed record BadPackage(string Name, Action<string> Write, string? Reason = null)
{
    /// <summary>Gets all kinds.</summary>
    public static IReadOnlyList<BadPackage> All { get; } = [.. Files(), .. Contents(), .. Definitions(), .. Graphs()];

    private static IEnumerable<BadPackage> Files()
    {
        yield return new("nothing", path => File.WriteAllBytes(path, []));
        yield return new("text", path => File.WriteAllText(path, "<html>404 Not Found</html>"));
        yield return new("zeros", path => File.WriteAllBytes(path, new byte[100_000]));
        yield return new("another zip", path => Zips.Write(path, [new("a.txt", [1])]));
        foreach (var share in new[] { 0.01, 0.25, 0.5, 0.75, 0.99 })
        {
            yield return new(
                $"cut off after {share:0 %}",
                path => Change(path, bytes => bytes[..(int)(bytes.Length * share)])
            );
        }

        yield return new("bytes lost in the middle", path => Change(path, bytes => [.. bytes[..500], .. bytes[600..]]));
        yield return new("one bit changed", path => Change(path, Flip));
        yield return new("a folder", path => Directory.CreateDirectory(path));
        yield return new("a pipe", path => System.Diagnostics.Process.Start("mkfifo", [path]).WaitForExit());
    }

    private static IEnumerable<BadPackage> Contents()
    {
        string[] needed =
        [
            "made.emd",
            "model.onnx",
            "metrics.json",
            "history.json",
            "golden/golden.json",
            "golden/image.f32",
            "golden/logits.f32",
        ];
        foreach (var name in needed)
        {
            yield return new($"{name} missing", path => Rezip(path, entries => entries.Remove(name)));
            yield return new($"{name} empty", path => Rezip(path, entries => entries[name] = []));
        }

        yield return new(
            "no checksums",
            path => Rezip(path, entries => entries.Remove("checksums.json"), checksums: false)
        );
        yield return new(
            "changed later",
            path => Rezip(path, entries => Flip(entries["model.onnx"]), checksums: false)
        );
        yield return new("added later", path => Rezip(path, entries => entries["extra"] = [1], checksums: false));
        yield return new("a name that leads elsewhere", path => Rezip(path, entries => entries["../x"] = [1]));
        yield return new(
            "too many entries",
            path => Rezip(path, entries => Enumerable.Range(0, 70).ToList().ForEach(i => entries[$"f{i}"] = []))
        );
    }

    private static IEnumerable<BadPackage> Definitions()
    {
        foreach (
            var (old, other) in new[]
            {
                ("\"Stride\": 4", "\"Stride\": \"4\""),
                ("\"Stride\": 4", "\"Stride\": 1e400"),
                ("\"Stride\": 4", "\"Stride\": -4"),
                ("\"Stride\": 4", "\"Stride\": 4, \"Stride\": 4"),
                ("\"Stride\": 4", "\"Evil\": 4"),
                ("\"SchemaVersion\": 3", "\"SchemaVersion\": 99"),
            }
        )
        {
            yield return new(
                $"the definition says {other}",
                path =>
                    Rezip(
                        path,
                        entries =>
                        {
                            var text = Encoding.UTF8.GetString(entries["made.emd"]);
                            Assert.Contains(old, text, StringComparison.Ordinal);
                            entries["made.emd"] = Encoding.UTF8.GetBytes(
                                text.Replace(old, other, StringComparison.Ordinal)
                            );
                        }
                    )
            );
        }
    }

    private static IEnumerable<BadPackage> Graphs()
    {
        yield return new("other logits than it was made with", path => Sound(path, goldenShift: 100));
        yield return new("no graph at all", path => Rezip(path, entries => entries["model.onnx"] = new byte[1000]));
        yield return new("a graph that grows without bounds", path => Regraph(path, Grow));
        foreach (var row in BadGraphs.All)
        {
            var (name, change, reason) = row.Data;
            yield return new(
                $"graph: {name}",
                path =>
                {
                    ModelPackage.Write(path, Samples.Contents);
                    var entries = Zips.Entries(path);
                    entries["model.onnx"] = PackageFormat.Tests.Graphs.Changed(change);
                    File.Delete(path);
                    Zips.Write(path, entries);
                },
                reason
            );
        }
    }

    private static void Sound(string path, float goldenShift = 0)
    {
        var made = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, "made.dlpk");
        var definition = TestPackage.Definition(made, 3, 3, new Normalization([0, 0, 0], [1, 1, 1]));
        TestPackage.Write(made, definition, TestPackage.Pointwise(3, 3, [9, 0, 0, 0, 9, 0, 0, 0, 9]), goldenShift);
        File.Move(made, path);
    }

    private static void Change(string path, Func<byte[], byte[]> change)
    {
        Sound(path);
        File.WriteAllBytes(path, change(File.ReadAllBytes(path)));
    }

    private static byte[] Flip(byte[] bytes)
    {
        bytes[bytes.Length / 2] ^= 1;
        return bytes;
    }

    private static void Rezip(string path, Action<Dictionary<string, byte[]>> change, bool checksums = true)
    {
        Sound(path);
        var entries = Zips.Entries(path);
        change(entries);
        File.Delete(path);
        Zips.Write(path, entries, checksums);
    }

    private static void Regraph(string path, Action<GraphProto> change) =>
        Rezip(
            path,
            entries =>
            {
                var model = ModelProto.Parser.ParseFrom(entries["model.onnx"]);
                change(model.Graph);
                entries["model.onnx"] = model.ToByteArray();
            }
        );

    private static void Grow(GraphProto graph)
    {
        var last = GraphNames.Image;
        for (var i = 0; i < 40; i++)
        {
            var node = new NodeProto
            {
                OpType = "Concat",
                Name = $"n{i}",
                Output = { $"t{i}" },
            };
            node.Input.Add([last, last]);
            node.Attribute.Add(
                new AttributeProto
                {
                    Name = "axis",
                    I = 1,
                    Type = AttributeProto.Types.AttributeType.Int,
                }
            );
            graph.Node.Insert(i, node);
            last = $"t{i}";
        }
    }
}
