using Burst.Emulator.Arm;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Groups;

/// <summary>Answers about a group: its body and the headers of operations.</summary>
internal sealed class GroupAnswers(ProvisioningProfile profile, TimeProvider time)
{
    public ArmResponse Body(int status, Group group) => Body(status, group.Record, View(group));

    public ContainerGroupBody View(Group group) => GroupView.Body(group.Record, group.Status, time.GetUtcNow(), withInstanceView: true);

    public ArmResponse Body(int status, GroupRecord record, ContainerGroupBody body) =>
        Identified(ArmResponse.Json(status, body, WireJson.Default.ContainerGroupBody), record);

    public ArmResponse Empty(int status, GroupRecord record) => Identified(new(status), record);

    /// <summary>Adds where to poll. The service gives no Location on a PUT, and no Retry-After at all.</summary>
    public ArmResponse WithOperation(ArmResponse response, ArmRequest request, GroupRecord record, bool withLocation = false)
    {
        var link = $"{request.BaseUri}/subscriptions/{record.Subscription}/providers/Microsoft.ContainerInstance/locations/{record.Location}" +
            $"/operations/{record.Operations[^1].Id}?api-version=2018-06-01";
        response = response.With("Azure-AsyncOperation", link);
        return WithRetryAfter(withLocation ? response.With("Location", link) : response);
    }

    public ArmResponse WithRetryAfter(ArmResponse response) =>
        profile.RetryAfterSeconds is { } seconds ? response.With("Retry-After", seconds.ToString()) : response;

    private static ArmResponse Identified(ArmResponse response, GroupRecord record) =>
        response.With("x-ms-request-id", $"{record.Location}:{RandomIds.Next()}");
}
