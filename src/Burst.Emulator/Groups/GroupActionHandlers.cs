using Burst.Emulator.Arm;

namespace Burst.Emulator.Groups;

/// <summary>Stop, start and restart.</summary>
internal sealed class GroupActionHandlers(GroupAccess access, GroupLifecycle lifecycle, GroupAnswers answers)
{
    public IEnumerable<ArmRoute> Routes =>
    [
        new("POST", GroupRoutes.One + "/stop", StopAsync),
        new("POST", GroupRoutes.One + "/start", StartAsync),
        new("POST", GroupRoutes.One + "/restart", RestartAsync),
    ];

    private Task<ArmResponse> StopAsync(ArmRequest request, CancellationToken cancellationToken) =>
        access.WithAsync(GroupKey.Of(request), async group =>
        {
            await lifecycle.StopAsync(group, cancellationToken).ConfigureAwait(false);
            return answers.Empty(204, group.Record);
        }, cancellationToken);

    private Task<ArmResponse> StartAsync(ArmRequest request, CancellationToken cancellationToken) =>
        access.WithAsync(GroupKey.Of(request), async group =>
        {
            CheckSettled(group);
            // Starting what runs changes nothing.
            if (group.Record.Phase == GroupPhase.Launched)
                return answers.Empty(204, group.Record);
            await lifecycle.RedeployAsync(group, record => record, request.Fault, cancellationToken).ConfigureAwait(false);
            return answers.WithOperation(answers.Empty(202, group.Record), request, group.Record, withLocation: true);
        }, cancellationToken);

    private Task<ArmResponse> RestartAsync(ArmRequest request, CancellationToken cancellationToken) =>
        access.WithAsync(GroupKey.Of(request), async group =>
        {
            CheckSettled(group);
            await lifecycle.RedeployAsync(group, record => record, request.Fault, cancellationToken).ConfigureAwait(false);
            return answers.WithOperation(answers.Empty(204, group.Record), request, group.Record, withLocation: true);
        }, cancellationToken);

    private static void CheckSettled(Group group)
    {
        if (group.Record.Phase == GroupPhase.Provisioning || (group.Record.Phase == GroupPhase.Launched && group.Observed is null or { IsPulling: true }))
            throw GroupErrors.Transitioning(group.Record.Name);
    }
}
