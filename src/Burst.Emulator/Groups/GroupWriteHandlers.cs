using Burst.Emulator.Arm;
using Burst.Emulator.Faults;
using Burst.Emulator.ResourceGroups;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Groups;

/// <summary>Creates, updates and deletes.</summary>
internal sealed class GroupWriteHandlers(
    GroupStore store, GroupAccess access, GroupLifecycle lifecycle, GroupValidation validation, ResourceGroupPresence resourceGroups,
    GroupAnswers answers, RequestRates rates, TimeProvider time)
{
    // Another request may create or delete the group between a look-up and the action it led to.
    private const int AttemptsMax = 10;

    public IEnumerable<ArmRoute> Routes =>
    [
        new("PUT", GroupRoutes.One, rates.Limit("write", GroupRequest.RegionOf, PutAsync)),
        new("PATCH", GroupRoutes.One, PatchAsync),
        new("DELETE", GroupRoutes.One, rates.Limit("delete", request => store.Find(GroupKey.Of(request))?.Record.Location, DeleteAsync)),
    ];

    private async Task<ArmResponse> PutAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var wanted = GroupRequest.Parse(request, validation);
        resourceGroups.Ensure(request.Subscription, request.ResourceGroup, wanted.Location);
        var key = GroupKey.Of(request);
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            var answer = store.Find(key) is { } existing
                ? await UpdateAsync(request, existing, wanted, cancellationToken).ConfigureAwait(false)
                : await CreateAsync(request, wanted, cancellationToken).ConfigureAwait(false);
            if (answer is not null)
                return answer;
        }

        throw GroupErrors.Transitioning(request.Name);
    }

    // Null when another request took the name first.
    private async Task<ArmResponse?> CreateAsync(ArmRequest request, GroupRequest wanted, CancellationToken cancellationToken)
    {
        var group = new Group(wanted.ToRecord(request, lifecycle.FirstDeployment(GroupKey.Of(request), request.Fault), time.GetUtcNow()));
        await group.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return store.TryAdd(group) ? answers.WithOperation(answers.Body(201, group), request, group.Record) : null;
        }
        finally
        {
            group.Gate.Release();
        }
    }

    // Null when another request deleted the group first.
    private async Task<ArmResponse?> UpdateAsync(ArmRequest request, Group group, GroupRequest wanted, CancellationToken cancellationToken)
    {
        if (group.Record.Phase == GroupPhase.Deleting)
            throw GroupErrors.Transitioning(request.Name);
        return await access.TryWithAsync(group, () => ReplaceAsync(request, group, wanted, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private async Task<ArmResponse> ReplaceAsync(ArmRequest request, Group group, GroupRequest wanted, CancellationToken cancellationToken)
    {
        var record = group.Record;
        if (wanted.Location != record.Location)
            throw new ArmException(ArmErrors.InvalidResourceLocation(record.Name, record.Location, record.ResourceGroup, wanted.Location));
        if (GroupUpdate.IsForbidden(record.Spec, wanted.Spec))
            throw GroupErrors.InvalidUpdate(record.Name);
        if (!GroupUpdate.IsChange(record.Spec, wanted.Spec))
        {
            store.Save(group, wanted.ApplyTo(record));
            return answers.Body(200, group);
        }

        await lifecycle.RedeployAsync(group, wanted.ApplyTo, request.Fault, cancellationToken).ConfigureAwait(false);
        return answers.WithOperation(answers.Body(200, group), request, group.Record);
    }

    private Task<ArmResponse> PatchAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var body = request.Read(WireJson.Default.ContainerGroupBody);
        if (body.Properties is not null)
            throw GroupErrors.Invalid("InvalidRequestContent", "Only the tags of a container group can be patched; use PUT to change its properties.");
        GroupRequest.CheckTags(body.Tags ?? []);
        return access.WithAsync(GroupKey.Of(request), group =>
        {
            store.Save(group, group.Record with { Tags = body.Tags ?? group.Record.Tags });
            return Task.FromResult(answers.Body(200, group));
        }, cancellationToken);
    }

    private async Task<ArmResponse> DeleteAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        if (store.Find(GroupKey.Of(request)) is not { } group)
            return new(204);
        if (request.Fault?.Kind == FaultKind.ForgetDelete)
            return await access.WithAsync(group.Record.Key, found =>
            {
                lifecycle.ForgetDelete(found);
                return Task.FromResult(answers.WithOperation(answers.Empty(202, found.Record), request, found.Record, withLocation: true));
            }, cancellationToken).ConfigureAwait(false);
        var (record, body) = (group.Record, answers.View(group));
        return await lifecycle.DeleteAsync(group, cancellationToken).ConfigureAwait(false) ? answers.Body(200, record, body) : new(204);
    }
}
