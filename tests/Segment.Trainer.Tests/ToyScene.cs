using System.Runtime.InteropServices;
using Segment.Raster.Chips;

namespace Segment.Trainer.Tests;

/// <summary>Writes the toy scene as files (ENVI: raw samples and a text header) and cuts chips from it.</summary>
internal static class ToyScene
{
    /// <summary>Cuts chips of the toy; <paramref name="sample"/> and <paramref name="label"/> may change it.</summary>
    public static string Cut(
        TestFolder folder,
        int bands = 3,
        int side = 96,
        int tile = 16,
        int stride = 8,
        Func<int, int, int, float>? sample = null,
        Func<int, int, byte>? label = null
    )
    {
        var samples = new float[bands * side * side];
        var labels = new byte[side * side];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (sample ?? Toy.Sample)(i / (side * side), i / side % side, i % side);
        }

        for (var i = 0; i < labels.Length; i++)
        {
            // In the label raster 0 is "no label".
            var index = (label ?? Toy.Label)(i / side, i % side);
            labels[i] = index == 255 ? (byte)0 : (byte)(index + 1);
        }

        Write(folder["scene.dat"], side, bands, 4, MemoryMarshal.AsBytes(samples.AsSpan()));
        Write(folder["labels.dat"], side, 1, 1, labels);
        ChipExporter.Export(
            new ChipExportOptions
            {
                Scenes = [folder["scene.dat"]],
                Labels = folder["labels.dat"],
                OutFolder = folder["chips"],
                TileSizeX = tile,
                StrideX = stride,
            },
            null,
            null,
            default
        );
        return folder["chips"];
    }

    private static void Write(string path, int side, int bands, int envType, ReadOnlySpan<byte> samples)
    {
        File.WriteAllBytes(path, samples);
        File.WriteAllText(
            Path.ChangeExtension(path, ".hdr"),
            $"""
            ENVI
            samples = {side}
            lines = {side}
            bands = {bands}
            header offset = 0
            file type = ENVI Standard
            data type = {envType}
            interleave = bsq
            byte order = 0
            data ignore value = {(envType == 4 ? "-9999" : "0")}
            """
        );
    }
}
