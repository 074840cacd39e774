namespace Burst.Server.Tests.Support;

internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("burst-server-tests-").FullName;

    public string At(string name) => Path.Combine(Root, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
