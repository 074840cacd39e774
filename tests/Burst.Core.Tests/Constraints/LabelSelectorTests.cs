using Burst.Core.Objects;
using Burst.Testing.Builders;

namespace Burst.Core.Tests.Constraints;

public class LabelSelectorTests
{
    [Theory]
    [InlineData(LabelOperator.In, "a,b", "tier=a", true)]
    [InlineData(LabelOperator.In, "a,b", "tier=c", false)]
    [InlineData(LabelOperator.In, "a,b", "", false)]
    [InlineData(LabelOperator.NotIn, "a,b", "tier=a", false)]
    [InlineData(LabelOperator.NotIn, "a,b", "tier=c", true)]
    [InlineData(LabelOperator.NotIn, "a,b", "", true)]
    [InlineData(LabelOperator.Exists, "", "tier=c", true)]
    [InlineData(LabelOperator.Exists, "", "other=c", false)]
    [InlineData(LabelOperator.DoesNotExist, "", "tier=c", false)]
    [InlineData(LabelOperator.DoesNotExist, "", "", true)]
    public void Operator_MatchesAsInKubernetes(LabelOperator operation, string values, string labels, bool matches) => Assert.Equal(
        matches, new LabelSelector { MatchExpressions = [new("tier", operation, [.. values.Split(',', StringSplitOptions.RemoveEmptyEntries)])] }.Matches(A.Map(labels)));

    [Theory]
    [InlineData("app=web", false)]
    [InlineData("app=web,tier=a", true)]
    [InlineData("app=db,tier=a", false)]
    public void AllOfIt_MustHold(string labels, bool matches) =>
        Assert.Equal(matches, new LabelSelector { MatchLabels = A.Map("app=web"), MatchExpressions = [new("tier", LabelOperator.Exists, [])] }.Matches(A.Map(labels)));

    [Fact]
    public void EmptySelector_MatchesEverything() => Assert.True(LabelSelector.Everything.Matches(A.Map("")));

    [Fact]
    public void Selector_IsShownAsKubectlWritesIt() => Assert.Equal("app=web,env in (a,b),!old,tier notin (x)", new LabelSelector
    {
        MatchLabels = A.Map("app=web"),
        MatchExpressions = [new("env", LabelOperator.In, ["a", "b"]), new("old", LabelOperator.DoesNotExist, []), new("tier", LabelOperator.NotIn, ["x"])],
    }.ToString());
}
