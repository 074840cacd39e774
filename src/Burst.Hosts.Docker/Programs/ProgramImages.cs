using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Holder;

namespace Burst.Hosts.Docker.Programs;

/// <summary>
/// The images burst/echo and burst/sleep under a tag of their own, brought to an engine that can pull them from nowhere. One program is both;
/// <c>eng/holder</c> makes it of <c>program.c</c>.
/// </summary>
internal sealed class ProgramImages(EngineClient engine, string tag)
{
    private const string Echo = "burst/echo";
    private const string Sleep = "burst/sleep";

    private const UnixFileMode ProgramMode = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    public IReadOnlyList<string> References { get; } = [$"{Echo}:{tag}", $"{Sleep}:{tag}"];

    /// <exception cref="EngineException">The engine refuses, or its machine is of an architecture that there are no programs for.</exception>
    public async Task BringAsync(CancellationToken cancellationToken)
    {
        var info = await engine.InfoAsync(cancellationToken).ConfigureAwait(false);
        var program = EmbeddedProgram.Find("program", info.Architecture ?? "")
            ?? throw new EngineException(System.Net.HttpStatusCode.BadRequest, $"The engine's machine is of architecture '{info.Architecture}'; there are programs for x86_64 and aarch64.");
        var tar = TarArchive.Of([(Echo, program, ProgramMode), (Sleep, program, ProgramMode)]);
        await engine.ImportImageAsync(Echo, tag, [$"ENTRYPOINT [\"/{Echo}\"]"], tar, cancellationToken).ConfigureAwait(false);
        await engine.TagImageAsync(References[0], Sleep, tag, cancellationToken).ConfigureAwait(false);
    }
}
