using Segment.PackageFormat;

namespace Segment.Server.Models;

/// <summary>The package that answers for a model.</summary>
/// <param name="Generation">A number that grows with every switch on this server, from 1.</param>
/// <param name="Sha256">The file's SHA-256, 64 lower-case hexadecimal digits.</param>
/// <param name="Definition">What the package says of itself.</param>
/// <param name="Since">Since when it answers, in UTC.</param>
/// <param name="Path">The private copy of the package, which does not change.</param>
public sealed record ServedPackage(
    long Generation,
    string Sha256,
    ModelDefinition Definition,
    DateTimeOffset Since,
    string Path
);
