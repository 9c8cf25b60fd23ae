namespace Segment.PackageFormat.Foreign;

/// <summary>What a model of others is taken for: its classes, its arithmetic, its place.</summary>
/// <param name="graph">The graph.</param>
/// <param name="ports">Its input and output; null where they were not found.</param>
/// <param name="metadata">Its metadata.</param>
/// <param name="options">What the user says.</param>
internal sealed class ForeignAnswers(
    ForeignGraph graph,
    ForeignPorts? ports,
    DeepnessMetadata metadata,
    ForeignModelOptions options
)
{
    /// <summary>The part of a tile that its padding takes on each side where the model does not say.</summary>
    private const int PaddingParts = 8;

    private const double ByteMax = 255;

    private static readonly ClassColor NoColor = new(128, 128, 128);

    /// <summary>Gets whether samples must be bytes.</summary>
    public bool EightBit => options.Scale is null;

    private IReadOnlyList<string>? Names => options.ClassNames ?? metadata.ClassNames(ports?.OutputIndex ?? 0);

    private int Classes => Math.Max(2, ports?.Answers ?? 2);

    /// <summary>Lists what is missing or does not fit.</summary>
    /// <returns>One sentence for each problem.</returns>
    public IEnumerable<string> Problems()
    {
        if (Names is null)
        {
            yield return $"Its classes have no names: give {(ports is null ? "them" : $"{Classes}")} with --class-names A,B,…";
        }
        else if (ports is not null && Names.Count != Classes && !(ports.Answers == 1 && Names.Count == 1))
        {
            yield return $"There are {Names.Count} class names ({string.Join(", ", Names.Take(8))}), but the output tells {Classes} classes apart: give {Classes} with --class-names.";
        }

        if (ports is { Answers: 1 } && graph.Ending(ports.Output) != "Sigmoid")
        {
            yield return "Its output has one channel that is no probability (no sigmoid ends it), so it measures something and names no class.";
        }

        if (options.Scale is null && !metadata.IsPresent)
        {
            yield return "Nothing says how it wants its samples: give --scale (and --center), such as --scale 255 for bytes as 0-1.";
        }

        foreach (var (what, numbers) in Lists())
        {
            if (ports is not null && numbers is not null && numbers.Count != 1 && numbers.Count != ports.Channels)
            {
                yield return $"There are {numbers.Count} numbers for the {what}, but it reads {ports.Channels} bands.";
            }
        }

        if (options.Bands is { } bands && ports is not null && bands.Count != ports.Channels)
        {
            yield return $"{bands.Count} bands are named, but it reads {ports.Channels}.";
        }

        if (metadata.Overlap is { } overlap && !(overlap is >= 0 and < 1))
        {
            yield return $"Its metadata say that tiles overlap by {overlap:0.##} of their side; 0 to below 1 is possible.";
        }
    }

    /// <summary>Lists what the user should know.</summary>
    /// <returns>One sentence each.</returns>
    public IEnumerable<string> Notices()
    {
        if (metadata.Overlap is null)
        {
            yield return "The model does not say how wide a border of its tiles is disturbed; an eighth of the tile is taken. "
                + "The seam score tells whether that is enough.";
        }

        if (metadata.Threshold is > 0 and { } threshold && ports!.Answers > 1)
        {
            yield return $"The model's metadata turn pixels below a probability of {threshold} into the first class; here the most "
                + "probable class is taken. Use --abstain-below to leave such pixels open.";
        }

        if (graph.Ending(ports!.Output) is not ("Softmax" or "Sigmoid" or "LogSoftmax"))
        {
            yield return "The model's output is no probability; it is taken for logits, whose greatest names the class.";
        }
    }

    /// <summary>Gets how raw samples become the model's input.</summary>
    /// <returns>The normalisation.</returns>
    public Normalization Normalization()
    {
        var (center, scale) =
            options.Scale is not null ? (options.Center ?? [0], options.Scale)
            : metadata is { Mean: { } mean, Deviation: { } deviation }
                ? ([.. mean.Select(v => v * ByteMax)], [.. deviation.Select(v => v * ByteMax)])
            : (Center: (IReadOnlyList<double>)[0], Scale: (IReadOnlyList<double>)[ByteMax]);
        return new Normalization(Spread(center), Spread(scale));
    }

    /// <summary>Makes a definition.</summary>
    /// <param name="name">The model's name.</param>
    /// <returns>The definition.</returns>
    public ModelDefinition Definition(string name)
    {
        var names = Names!.Count == Classes ? Names : [$"Not {Names[0]}", Names[0]];
        var overlap = metadata.Overlap ?? (2.0 / PaddingParts);
        var cell = options.Resolution ?? metadata.Resolution ?? 0;
        return new ModelDefinition
        {
            Name = name,
            Version = "1",
            ModelType = "foreign",
            Backbone = "foreign",
            Classes = [.. names.Select((text, index) => new LandCoverClass(index, text, NoColor))],
            Bands =
            [
                .. Enumerable
                    .Range(0, ports!.Channels)
                    .Select(i => new BandDefinition(
                        (options.Bands?[i] ?? (i + 1)) - 1,
                        $"band {i + 1}",
                        PixelType.UInt8
                    )),
            ],
            SourceBandCount = ports.Channels,
            ChipSize = ports.TileSize,
            CellSizeX = cell,
            CellSizeY = cell,
            CrsWkt = string.Empty,
            Normalization = Normalization(),
            Padding = Math.Max(ports.Margin, (int)Math.Min(ports.TileSize * overlap / 2, (ports.TileSize - 1) / 2)),
            ReceptiveFieldRadius = ports.TileSize,
            Stride = 1,
            IgnoreValue = ushort.MaxValue,
            MapNoData = byte.MaxValue,
            HasClassOutput = false,
            Training = Unknown(),
        };
    }

    private TrainingSummary Unknown() =>
        new()
        {
            Chips = 0,
            LabelledPixels = [.. Enumerable.Repeat(0L, Classes)],
            Epochs = 0,
            BestEpoch = 0,
            Seed = 0,
            LearningRate = 0,
            BatchSize = 0,
            Device = "unknown",
            SegmentVersion = "unknown",
        };

    private IEnumerable<(string What, IReadOnlyList<double>? Numbers)> Lists() =>
        [
            ("centre", options.Center),
            ("scale", options.Scale),
            ("standardization_mean of its metadata", metadata.Mean),
            ("standardization_std of its metadata", metadata.Deviation),
        ];

    private double[] Spread(IReadOnlyList<double> numbers) =>
        [.. Enumerable.Range(0, ports!.Channels).Select(band => numbers[numbers.Count == 1 ? 0 : band])];
}
