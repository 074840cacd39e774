namespace Burst.Testing;

/// <summary>The built `burst` of the test run: a test project that references Burst.Cli has it in its own output folder.</summary>
public static class BurstExecutable
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        var path = System.IO.Path.Combine(AppContext.BaseDirectory, "burst");
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException(
                $"'{path}' is missing: the test project must reference src/Burst.Cli/Burst.Cli.csproj, and be built with it (dotnet build, no --no-dependencies).");
    }
}
