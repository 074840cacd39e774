using Burst.Emulator.Arm;
using Burst.Emulator.Groups;
using Burst.Emulator.Runtime;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Exec;

/// <summary>
/// Promises clients a websocket into a container. That the container runs is found out when they connect: recordings show the
/// service promise one into a container that has ended.
/// </summary>
internal sealed class ExecHandlers(GroupAccess access, ExecSessions sessions)
{
    private const string Container = GroupRoutes.One + "/containers/{container}";
    private const int RowsDefault = 24;
    private const int ColumnsDefault = 80;
    private const int SizeMax = 1000;

    public IEnumerable<ArmRoute> Routes =>
    [
        new("POST", Container + "/exec", ExecAsync),
        new("POST", Container + "/attach", AttachAsync),
    ];

    private Task<ArmResponse> ExecAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var body = request.Read(WireJson.Default.ExecRequestBody);
        if (string.IsNullOrWhiteSpace(body.Command))
            throw GroupErrors.Required("command", request.Name);
        var start = new ExecStart(
            request.Values["container"], body.Command, Size("rows", body.TerminalSize?.Rows, RowsDefault), Size("cols", body.TerminalSize?.Cols, ColumnsDefault));
        return OpenAsync(request, start, id => $"execstream/sessionId/{id}?api-version=1.0&rows={start.Rows}&cols={start.Columns}", cancellationToken);
    }

    private Task<ArmResponse> AttachAsync(ArmRequest request, CancellationToken cancellationToken) =>
        OpenAsync(request, null, id => $"attachstream/sessionId/{id}?api-version=1.0", cancellationToken);

    private Task<ArmResponse> OpenAsync(ArmRequest request, ExecStart? start, Func<Guid, string> path, CancellationToken cancellationToken) =>
        access.WithAsync(GroupKey.Of(request), group =>
        {
            var name = request.Values["container"];
            if (group.Record.Spec.Containers!.All(c => c.Name != name))
                throw GroupErrors.ContainerNotFound(name, group.Record.Name);
            var session = sessions.Open(group.Record.Key, group.Record.Deployment.RuntimeId, name, start);
            var root = new UriBuilder(request.BaseUri) { Scheme = "wss" }.Uri.GetLeftPart(UriPartial.Authority);
            return Task.FromResult(ArmResponse.Json(200, new ExecAnswerBody($"{root}/{path(session.Id)}", session.Password), WireJson.Default.ExecAnswerBody));
        }, cancellationToken);

    private static int Size(string name, int? given, int otherwise) => given switch
    {
        // A client without a terminal says 0.
        null or 0 => otherwise,
        > 0 and <= SizeMax => given.Value,
        _ => throw GroupErrors.Invalid("InvalidRequestPropertyValue", $"terminalSize.{name} must be 1 to {SizeMax}, not {given}."),
    };
}
