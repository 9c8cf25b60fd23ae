using Segment.LibstdcxxRelaxer;

// Run by the build after the natives are copied: see Directory.Build.targets.
if (args is not [var library] || !File.Exists(library))
{
    Console.Error.WriteLine("Usage: Segment.LibstdcxxRelaxer <path of libLibTorchSharp.so>");
    return 2;
}

if (SystemLibraryHas(ElfRelaxation.MissingVersion))
{
    return 0;
}

var file = File.ReadAllBytes(library);
if (!ElfRelaxation.Apply(file))
{
    return 0;
}

// The output may share its bytes with the package cache (hard links): replace the file, never write into it. The time
// stays the original's, so that the next build does not copy the file again.
var time = File.GetLastWriteTimeUtc(library);
var replacement = library + ".new";
File.WriteAllBytes(replacement, file);
File.SetLastWriteTimeUtc(replacement, time);
File.Move(replacement, library, overwrite: true);
Console.WriteLine(
    $"{Path.GetFileName(library)}: this system's libstdc++ lacks {ElfRelaxation.MissingVersion}; the library's need for it was relaxed."
);
return 0;

static bool SystemLibraryHas(string version)
{
    string[] folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/lib/x86_64-linux-gnu", "/usr/lib"];
    var path = folders.Select(f => Path.Combine(f, "libstdc++.so.6")).FirstOrDefault(File.Exists);
    return path is not null
        && File.ReadAllBytes(path).AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(version + "\0")) >= 0;
}
