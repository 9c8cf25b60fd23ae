using System.Runtime.InteropServices;

namespace Segment.Raster.Interop;

/// <summary>A list of strings in GDAL's memory (CSL).</summary>
internal sealed class StringListHandle : SafeHandle
{
    /// <summary>Copies strings into GDAL's memory.</summary>
    /// <param name="texts">The strings, such as creation options <c>KEY=value</c>; none gives an empty list.</param>
    public StringListHandle(params IEnumerable<string> texts)
        : base(0, ownsHandle: true)
    {
        foreach (var text in texts)
        {
            SetHandle(GdalApi.CSLAddString(handle, text));
        }
    }

    /// <summary>Takes a list over that GDAL made.</summary>
    public StringListHandle()
        : base(0, ownsHandle: true) { }

    /// <inheritdoc/>
    /// <remarks>An empty list is a null pointer, which GDAL takes as a list.</remarks>
    public override bool IsInvalid => handle == 0;

    /// <summary>Copies the strings.</summary>
    /// <returns>The strings, in order.</returns>
    public unsafe IReadOnlyList<string> Read() => Read((nint*)handle);

    /// <summary>Copies a list that GDAL keeps.</summary>
    /// <param name="list">The list, ended by a null pointer, or null.</param>
    /// <returns>The strings, in order.</returns>
    public static unsafe IReadOnlyList<string> Read(nint* list)
    {
        var texts = new List<string>();
        while (list != null && *list != 0)
        {
            texts.Add(GdalApi.Text(*list++) ?? string.Empty);
        }

        return texts;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        GdalApi.CSLDestroy(handle);
        return true;
    }
}
