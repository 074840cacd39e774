using Burst.Emulator.Arm;

namespace Burst.Emulator.Groups;

/// <summary>
/// Refusals of the container groups' own provider. Codes and texts are the service's where they are documented or recorded;
/// where they are not, the status is right and the code is named in the service's manner.
/// </summary>
internal static class GroupErrors
{
    public static ArmException Invalid(string code, string message) => new(new(400, code, message));

    public static ArmException Transitioning(string group) =>
        new(new(409, "ContainerGroupTransitioning", $"The container group '{group}' is still transitioning, please retry later."));

    public static ArmException InvalidUpdate(string group) =>
        Invalid("InvalidContainerGroupUpdate", $"The updates on container group '{group}' are invalid. If you are going to update the os type, " +
            "restart policy, network profile, CPU, memory or GPU resources for a container group, you must delete it first and then create a new one.");

    public static ArmException InaccessibleImage(string image, string group) =>
        Invalid("InaccessibleImage", $"The image '{image}' in container group '{group}' is not accessible. Please check the image and registry credential.");

    public static ArmException LimitAboveTotal(string resource, string container, string group, decimal limit, decimal total) =>
        Invalid("ContainerLimitGreaterThanContainerGroupTotalRequest", $"The '{resource}' limit '{limit:0.##}' of container '{container}' in container " +
            $"group '{group}' is greater than the total request '{total:0.##}' of the container group.");

    public static ArmException NotFound(GroupKey key) => new(ArmErrors.ResourceNotFound(GroupRecord.ResourceType, key.Name, key.ResourceGroup));

    public static ArmException ContainerNotFound(string container, string group) =>
        new(new(404, "ContainerNotFound", $"The container '{container}' in container group '{group}' was not found."));

    public static ArmException SubnetInUse(string subnet, string group) =>
        new(new(409, "InUseSubnetCannotBeUpdated", $"The subnet '{subnet}' is in use by container group '{group}'; delete that first."));

    public static ArmException Unsupported(string path, string why) =>
        Invalid("EmulatorUnsupported", $"'{path}' is not supported by this emulator: {why}");

    public static ArmException Required(string path, string group) =>
        Invalid("InvalidRequestContent", $"The property '{path}' of container group '{group}' is required.");

    public static ArmException NotOneOf(string path, string value, IEnumerable<string> accepted, string group) =>
        Invalid("InvalidRequestPropertyValue", $"The value '{value}' of property '{path}' in container group '{group}' is invalid. " +
            $"The value must be one of '{string.Join(",", accepted)}'.");
}
