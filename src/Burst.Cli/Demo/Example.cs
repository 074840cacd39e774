namespace Burst.Cli.Demo;

/// <summary>The manifests of <c>examples/</c>, carried in the program so that the demo runs from anywhere.</summary>
internal static class Example
{
    public static string Read(string name)
    {
        using var stream = typeof(Example).Assembly.GetManifestResourceStream($"examples/{name}")
            ?? throw new InvalidOperationException($"examples/{name} is not in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
