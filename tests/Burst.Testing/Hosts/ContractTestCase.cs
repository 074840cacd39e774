using System.ComponentModel;
using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Burst.Testing.Hosts;

/// <summary>Looks at the class that it runs in, which is another than the one that declares the test.</summary>
public sealed class ContractTestCase : XunitTestCase
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("The runner's serializer calls it.")]
    public ContractTestCase()
    {
    }

    public ContractTestCase(
        IMessageSink messages, TestMethodDisplay display, TestMethodDisplayOptions displayOptions, ITestMethod method, object[]? arguments)
        : base(messages, display, displayOptions, method, arguments)
    {
    }

    protected override string GetSkipReason(IAttributeInfo fact) =>
        TestMethod.TestClass.Class.ToRuntimeType()?.GetCustomAttribute<NeedsAttribute>()?.SkipReason ?? base.GetSkipReason(fact);
}
