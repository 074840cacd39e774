using Burst.Emulator.Arm;

namespace Burst.Emulator.ResourceGroups;

/// <summary>Whether a container group may live in a resource group: it exists, or may spring into being.</summary>
internal sealed class ResourceGroupPresence(ResourceGroupStore store, bool autoCreate)
{
    /// <summary>For reads: with automatic creation every resource group counts as present.</summary>
    /// <exception cref="ArmException">The resource group does not exist.</exception>
    public void Require(string subscription, string name)
    {
        if (!autoCreate && store.Find(subscription, name) is null)
            throw new ArmException(ArmErrors.ResourceGroupNotFound(name));
    }

    /// <summary>For creates.</summary>
    /// <exception cref="ArmException">The resource group does not exist and may not be created.</exception>
    public void Ensure(string subscription, string name, string location)
    {
        Require(subscription, name);
        if (store.Find(subscription, name) is null)
            store.Put(new(subscription, name, location, []));
    }
}
