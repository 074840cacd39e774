using Burst.Hosts.Docker.Engine;

namespace Burst.Hosts.Docker.Holder;

/// <summary>The image of <see cref="HolderProgram"/>, which an engine gets from here and never pulls.</summary>
internal sealed class HolderImage(EngineClient engine)
{
    public const string Reference = $"{Repository}:{Tag}";

    private const string Repository = "burst.dev/holder";
    private const string Tag = "2";
    public const string ProgramPath = "hold";

    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Makes it be there. Importing it twice is harmless.</summary>
    /// <exception cref="EngineException">The engine's machine is of an architecture that there is no holder for.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (await engine.HasImageAsync(Reference, cancellationToken).ConfigureAwait(false))
            return;
        var info = await engine.InfoAsync(cancellationToken).ConfigureAwait(false);
        var program = HolderProgram.For(info.Architecture ?? "")
            ?? throw new EngineException(System.Net.HttpStatusCode.BadRequest, $"The engine's machine is of architecture '{info.Architecture}'; x86_64 and aarch64 can hold pods.");
        var tar = TarArchive.Of([(ProgramPath, program, Executable)]);
        await engine.ImportImageAsync(Repository, Tag, [$"ENTRYPOINT [\"/{ProgramPath}\"]"], tar, cancellationToken).ConfigureAwait(false);
    }
}
