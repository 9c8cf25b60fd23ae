using System.Security.Cryptography;
using System.Text;
using Segment.Server.Access;

namespace Segment.Server.Tests.Access;

/// <summary>Tokens from a file.</summary>
public sealed class TokenFileTests : IDisposable
{
    private const string Secret = "a-long-random-text-of-mine";
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ATokenIsKnownByItsTextOrItsHash()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Secret)));
        Write("# comment", "", $"qgis infer,metrics {Secret}-2", $"boss  admin\tsha256:{hash}");

        var tokens = TokenFile.Read(folder["tokens"]);

        Assert.Equal(new Caller("qgis", Scope.Infer | Scope.Metrics), tokens.Find($"{Secret}-2"));
        Assert.Equal(new Caller("boss", Scope.Admin), tokens.Find(Secret));
        Assert.Null(tokens.Find(hash));
        Assert.Null(tokens.Find(string.Empty));
    }

    [Theory]
    [InlineData("qgis infer", "line 1: three words are needed")]
    [InlineData("qgis read a-long-random-text-of-mine", "line 1: a scope is unknown")]
    [InlineData("qgis infer short", "line 1: the token must have 16")]
    [InlineData("qgis infer sha256:12", "64 hexadecimal digits")]
    [InlineData("# none", "holds none")]
    public void WhatIsWrongIsNamedWithoutTheToken(string line, string words)
    {
        Write(line);

        var problem = Assert.Single(TokenFile.Problems(folder["tokens"]));

        Assert.Contains(words, problem, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, problem, StringComparison.Ordinal);
    }

    private void Write(params string[] lines) => File.WriteAllLines(folder["tokens"], lines);
}
