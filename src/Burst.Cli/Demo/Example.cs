using System.Text.RegularExpressions;

namespace Burst.Cli.Demo;

/// <summary>The manifests of <c>examples/</c>, carried in the program so that the demo runs from anywhere.</summary>
internal static partial class Example
{
    /// <param name="name">The file's.</param>
    /// <param name="imageTag">What its images get as a tag; null leaves them without one.</param>
    public static string Read(string name, string? imageTag) => imageTag is null ? Read(name) : Image().Replace(Read(name), $"$0:{imageTag}");

    private static string Read(string name)
    {
        using var stream = typeof(Example).Assembly.GetManifestResourceStream($"examples/{name}")
            ?? throw new InvalidOperationException($"examples/{name} is not in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"(?<=^\s+image: )\S+", RegexOptions.Multiline)]
    private static partial Regex Image();
}
