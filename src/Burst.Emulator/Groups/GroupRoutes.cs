namespace Burst.Emulator.Groups;

/// <summary>Paths of the container instance provider.</summary>
internal static class GroupRoutes
{
    public const string Provider = "providers/Microsoft.ContainerInstance";
    public const string InSubscription = $"/subscriptions/{{subscription}}/{Provider}/containerGroups";
    public const string InResourceGroup = $"/subscriptions/{{subscription}}/resourceGroups/{{resourceGroup}}/{Provider}/containerGroups";
    public const string One = $"{InResourceGroup}/{{name}}";
    public const string Location = $"/subscriptions/{{subscription}}/{Provider}/locations/{{location}}";
}
