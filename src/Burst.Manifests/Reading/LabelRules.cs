namespace Burst.Manifests.Reading;

/// <summary>Kubernetes' rules for labels, for those who read them from elsewhere than a manifest.</summary>
public static class LabelRules
{
    /// <returns>What is wrong with the key and what is accepted; null for a good one.</returns>
    public static string? FindKeyProblem(string text) => NameRules.LabelKey(text);

    /// <returns>What is wrong with the value and what is accepted; null for a good one.</returns>
    public static string? FindValueProblem(string text) => NameRules.LabelValue(text);
}
