namespace Burst.Cli.Demo;

/// <summary>A fresh folder that only this user can read, removed with all that is in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("burst-demo-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
