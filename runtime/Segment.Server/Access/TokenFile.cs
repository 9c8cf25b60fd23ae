using System.Security.Cryptography;
using System.Text;
using Segment.PackageFormat;

namespace Segment.Server.Access;

/// <summary>
/// Bearer tokens from a file, a line each: <c>name scopes token</c>, where scopes are some of infer, admin, metrics with commas
/// between, and the token is the text itself or <c>sha256:</c> and its SHA-256. Lines that are empty or begin with <c>#</c> are
/// left out.
/// </summary>
internal sealed class TokenFile
{
    private const string HashPrefix = "sha256:";
    private const int LeastLength = 16;

    private readonly IReadOnlyList<(Caller Caller, byte[] Hash)> tokens;

    private TokenFile(IReadOnlyList<(Caller Caller, byte[] Hash)> tokens) => this.tokens = tokens;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; <see cref="Problems"/> found nothing in it.</param>
    /// <returns>The tokens.</returns>
    /// <exception cref="SegmentDataException">The file is not usable.</exception>
    public static TokenFile Read(string path)
    {
        var (tokens, problems) = Parse(path);
        return problems.Count == 0 ? new TokenFile(tokens) : throw new SegmentDataException(string.Join(' ', problems));
    }

    /// <summary>Finds what is wrong with a file. No token is ever part of a text.</summary>
    /// <param name="path">The file.</param>
    /// <returns>One sentence for each problem.</returns>
    public static IReadOnlyList<string> Problems(string path) => Parse(path).Problems;

    /// <summary>Finds whose token it is. Takes as long for every token of one length, right or wrong.</summary>
    /// <param name="token">What the request brought.</param>
    /// <returns>The caller; null where there is no such token.</returns>
    public Caller? Find(string token)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        Caller? found = null;
        foreach (var (caller, known) in tokens)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, known))
            {
                found = caller;
            }
        }

        return found;
    }

    private static (List<(Caller Caller, byte[] Hash)> Tokens, List<string> Problems) Parse(string path)
    {
        List<(Caller, byte[])> found = [];
        List<string> problems = [];
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (found, [$"The file of tokens '{path}' cannot be read: {e.Message.TrimEnd('.')}."]);
        }

        foreach (var (index, line) in lines.Index())
        {
            if (line.Trim() is { Length: > 0 } text && text[0] != '#')
            {
                Parse(text, $"'{path}', line {index + 1}", found, problems);
            }
        }

        if (found.Count == 0 && problems.Count == 0)
        {
            problems.Add(
                $"The file of tokens '{path}' holds none. Write a line such as: qgis infer {{a long random text}}"
            );
        }

        return (found, problems);
    }

    private static void Parse(
        string line,
        string place,
        List<(Caller Caller, byte[] Hash)> tokens,
        List<string> problems
    )
    {
        if (line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is not [var name, var words, var token])
        {
            problems.Add($"{place}: three words are needed, name, scopes and token.");
            return;
        }

        var scopes = Scope.None;
        foreach (var word in words.Split(','))
        {
            var known = Enum.GetValues<Scope>()
                .Where(scope => scope != Scope.None && $"{scope}".Equals(word, StringComparison.OrdinalIgnoreCase))
                .ToList();
            if (known.Count == 0)
            {
                problems.Add($"{place}: a scope is unknown; it must be infer, admin or metrics, with commas between.");
            }

            scopes |= known.FirstOrDefault();
        }

        if (Hash(token) is { } hash)
        {
            tokens.Add((new Caller(name, scopes), hash));
        }
        else
        {
            problems.Add(
                $"{place}: the token must have {LeastLength} or more characters, or be '{HashPrefix}' and 64 hexadecimal digits."
            );
        }
    }

    private static byte[]? Hash(string token)
    {
        if (!token.StartsWith(HashPrefix, StringComparison.Ordinal))
        {
            return token.Length >= LeastLength ? SHA256.HashData(Encoding.UTF8.GetBytes(token)) : null;
        }

        var digits = token[HashPrefix.Length..];
        return digits.Length == 2 * SHA256.HashSizeInBytes && digits.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(digits)
            : null;
    }
}
